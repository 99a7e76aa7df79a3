#ifndef NEXCYTE_DOMAIN_INTENT_H_
#define NEXCYTE_DOMAIN_INTENT_H_

#include <chrono>
#include <optional>
#include <string>

#include "domain/booking.h"
#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

// What we are about to ask of Cal.com, committed before the call (faults-and-threats section 1).
struct Intent {
  IntentId id;
  BookingId booking;
  IntentKind kind = IntentKind::kBook;
  std::optional<Timestamp> new_start;  // of a move
  std::string reason;                  // of a cancellation or a move
  std::string reservation_uid;         // Cal.com's hold, to be deleted in every outcome
  std::string attendee_address;        // as given to Cal.com: what a look-up asks for
  std::optional<UserId> actor;
  Timestamp call_started_at;            // database time of T1: the call follows at once
  int checks = 0;                       // look-ups made so far
  std::optional<Timestamp> checked_at;  // the last of them
};

enum class IntentOutcome { kDone, kRefused, kFailed };

// How long one worker owns an open intent, and when nobody has booked after all.
inline constexpr std::chrono::seconds kIntentLease{60};
inline constexpr std::chrono::minutes kQuietWindow{5};

// Wait before look-up number `checks` (0 is the first): 2, 5, 15, 30, then 60 s.
std::chrono::seconds NextLookUp(int checks);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_INTENT_H_
