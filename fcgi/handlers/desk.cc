#include "fcgi/handlers/desk.h"

#include "domain/use_cases/booking_admin.h"
#include "fcgi/handlers/slot_query.h"

namespace nexcyte::fcgi {

bool IsAtDesk(const Context& context) {
  return context.route->path.starts_with("/t/{tenant}/admin/");
}

views::BookingDesk DeskOf(const Context& context, const domain::Booking& booking) {
  if (!IsAtDesk(context)) {
    return OwnDesk(context);
  }
  return {.is_staff = true,
          .attendee = domain::RequireMember(*context.store, booking.attendee),
          .limit = {}};
}

}  // namespace nexcyte::fcgi
