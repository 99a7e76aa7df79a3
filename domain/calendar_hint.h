#ifndef NEXCYTE_DOMAIN_CALENDAR_HINT_H_
#define NEXCYTE_DOMAIN_CALENDAR_HINT_H_

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/crypto.h"
#include "domain/event_type.h"
#include "domain/id.h"

namespace nexcyte::domain {

// What a signed webhook of Cal.com's is about: a reason to look, never what is believed. Its names
// of events are known to lie, so none is kept.
struct CalendarHint {
  std::string uid;                   // of the booking, or empty
  std::string previous_uid;          // of the one that it replaces, or empty
  std::optional<BookingId> ref;      // metadata.nx_ref
  CalEventTypeId event_type_id = 0;  // 0: not told
  bool ends = false;  // the booking is said to be over: told before Cal.com's own row says so
  bool operator==(const CalendarHint&) const = default;
};

struct DueHint {
  InboxId id;
  CalendarHint hint;
  int tries = 0;  // made before this one
};

// Hints that wait to be applied, of all tenants. Each call is a transaction of its own. One thread
// at a time.
class CalendarHints {
 public:
  virtual ~CalendarHints() = default;
  // `mark`: of the delivery. False: it has been here before.
  virtual bool Add(const Digest& mark, const CalendarHint& hint) = 0;
  // The oldest that are due, for a minute the caller's alone.
  virtual std::vector<DueHint> Lease(int limit) = 0;
  // `problem`: our word for why nothing came of it, or empty.
  virtual void Finish(const InboxId& id, const std::string& problem) = 0;
  virtual void TryAgain(const InboxId& id, std::chrono::seconds wait) = 0;
  // Whose booking it is, by our own rows. Nothing: none of ours.
  virtual std::optional<std::pair<TenantId, BookingId>> OwnerOf(const CalendarHint& hint) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_CALENDAR_HINT_H_
