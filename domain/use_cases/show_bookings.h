#ifndef NEXCYTE_DOMAIN_USE_CASES_SHOW_BOOKINGS_H_
#define NEXCYTE_DOMAIN_USE_CASES_SHOW_BOOKINGS_H_

#include <vector>

#include "domain/tenant_store.h"

namespace nexcyte::domain {

// A booking with what a page needs to say what may be done with it.
struct BookingDetails {
  Booking booking;
  std::vector<BookingHistoryEntry> history;  // oldest first
  SchedulingSettings settings;
};

// Refuses: kNotFound.
BookingDetails ShowBooking(TenantStore& store, const BookingId& id);

struct MyBookings {
  BookingPage page;
  SchedulingSettings settings;
};

// The person's own bookings, whatever their role. Refuses: kInvalid (limit, cursor).
MyBookings ShowMyBookings(TenantStore& store, const BookingQuery& query);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SHOW_BOOKINGS_H_
