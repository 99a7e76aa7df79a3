#include "fcgi/handlers/desk.h"

#include "domain/use_cases/booking_admin.h"

namespace nexcyte::fcgi {

bool IsAtDesk(const Context& context) {
  return context.route->path.starts_with("/t/{tenant}/admin/");
}

views::BookingDesk DeskOf(const Context& context, const domain::Booking& booking) {
  const bool is_own = booking.attendee == context.person().user;
  return {.is_staff = IsAtDesk(context),
          .attendee =
              is_own ? context.person() : domain::RequireMember(*context.store, booking.attendee),
          .limit = {}};
}

}  // namespace nexcyte::fcgi
