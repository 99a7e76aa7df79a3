#ifndef NEXCYTE_DOMAIN_USE_CASES_SHOW_BOOKINGS_H_
#define NEXCYTE_DOMAIN_USE_CASES_SHOW_BOOKINGS_H_

#include <string>
#include <vector>

#include "domain/compose_message.h"
#include "domain/invite.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// A booking with what a page needs to say what may be done with it.
struct BookingDetails {
  Booking booking;
  std::vector<BookingHistoryEntry> history;  // oldest first
  SchedulingSettings settings;
  std::optional<Timestamp> checked_at;  // when what is open on it was last looked up at Cal.com
};

// Refuses: kNotFound.
BookingDetails ShowBooking(TenantStore& store, const BookingId& id);

// The entry of a scheduled booking for a calendar, as the last mail made it.
// Refuses: kNotFound, also for a booking that is not scheduled.
Invite ShowCalendarEntry(TenantStore& store, const BookingId& id, const SenderIdentity& identity);

struct MyBookings {
  BookingPage page;
  SchedulingSettings settings;
};

// The person's own bookings, whatever their role. Refuses: kInvalid (limit, cursor).
MyBookings ShowMyBookings(TenantStore& store, const BookingQuery& query);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SHOW_BOOKINGS_H_
