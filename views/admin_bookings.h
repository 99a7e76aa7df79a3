#ifndef NEXCYTE_VIEWS_ADMIN_BOOKINGS_H_
#define NEXCYTE_VIEWS_ADMIN_BOOKINGS_H_

#include <string>

#include "domain/use_cases/booking_admin.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// What the list is narrowed down to, as typed. Days as in `2026-11-23`; empty: not narrowed.
struct BookingFilterForm {
  bool is_upcoming = true;  // `when=upcoming`: from now on, the soonest first; else `all`
  std::string status;
  std::string purpose;
  std::string person;
  std::string from;
  std::string to;
};

// `/t/{tenant}/admin/scheduling/bookings?when=&status=&purpose=&person=&from=&to=&page=`:
// everybody's bookings. `page`: first, last, after_<cursor> or before_<cursor>.
struct AdminBookingsPage {
  Layout layout;
  BookingFilterForm form;
  domain::StaffList list;
  LocalClock clock;  // the tenant's
  FormProblem problem;
};

std::string Render(const Renderer& renderer, const AdminBookingsPage& page);

// The purpose's title, or its word where it is not among those of the list.
std::string PurposeTitle(const domain::StaffList& list, const std::string& purpose);

// The same list as a table. Times of day are those of `clock`.
std::string BookingsAsCsv(const domain::StaffList& list, const LocalClock& clock);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_BOOKINGS_H_
