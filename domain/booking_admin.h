#ifndef NEXCYTE_DOMAIN_BOOKING_ADMIN_H_
#define NEXCYTE_DOMAIN_BOOKING_ADMIN_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/booking.h"
#include "domain/id.h"
#include "domain/intent.h"
#include "domain/membership.h"
#include "domain/time.h"

namespace nexcyte::domain {

// The tenant's bookings as its staff sees them.

// What the list is narrowed down to; what is empty does not narrow it.
struct BookingFilter {
  std::optional<BookingStatus> status;
  std::string purpose;
  std::optional<std::vector<UserId>> people;  // attendees; an empty list has no bookings
  std::optional<Timestamp> from;              // starts then or later
  std::optional<Timestamp> until;             // starts before
};

// A place in the list, by the start of the booking next to it.
struct BookingListQuery {
  BookingFilter filter;
  bool latest_first = false;  // else the soonest first
  bool backwards = false;     // the page before `cursor`; without a cursor the last one
  std::string cursor;         // of BookingListPage; empty: from the end
  int limit = 50;             // 1 to 50
};

struct BookingListPage {
  std::vector<Booking> bookings;
  std::string previous_cursor;  // empty: this is the first page
  std::string next_cursor;      // empty: this is the last page
};

// One thing that was asked of Cal.com by somebody here, or that the host did there.
struct BookingAct {
  enum class What { kBooked, kMoved, kCancelled, kApproved, kDeclined };

  What what = What::kBooked;
  std::optional<Timestamp> new_start;  // of a move, where it is known
  std::optional<Timestamp> old_start;  // of a move by the host
  std::optional<UserId> actor;         // nobody: the host, at Cal.com
  std::string actor_name;
  std::string reason;
  std::optional<IntentOutcome> outcome;  // nothing: not answered yet
  Timestamp at;
};

// Whoever of the tenant may be booked for, or is looked for in the list.
class BookingAdminRepository {
 public:
  virtual ~BookingAdminRepository() = default;
  // Refuses kInvalid (limit, cursor).
  virtual BookingListPage List(const BookingListQuery& query) = 0;
  // Members as MemberAdminRepository::List finds them; by name, at most `limit`.
  virtual std::vector<Membership> FindPeople(const std::string& text, int limit) = 0;
  // What was asked for here, oldest first.
  virtual std::vector<BookingAct> Asked(const BookingId& id) = 0;
};

// What happened to a booking, oldest first: `asked` here, and by the host as `history` tells. What
// the host did is read from the state that followed.
std::vector<BookingAct> TimelineOf(const Booking& booking,
                                   const std::vector<BookingHistoryEntry>& history,
                                   std::vector<BookingAct> asked);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_BOOKING_ADMIN_H_
