#include "domain/use_cases/show_bookings.h"

#include "domain/error.h"
#include "domain/notification.h"

namespace nexcyte::domain {

BookingDetails ShowBooking(TenantStore& store, const BookingId& id) {
  return store.Read([&](UnitOfWork& unit) {
    auto booking = unit.bookings().Find(id);
    if (!booking) {
      throw NotFound();
    }
    const auto intent = booking->open_intent ? unit.intents().FindOpen(id) : std::nullopt;
    return BookingDetails{std::move(*booking), unit.bookings().History(id), unit.settings().Load(),
                          intent ? intent->checked_at : std::nullopt};
  });
}

Invite ShowCalendarEntry(TenantStore& store, const BookingId& id, const SenderIdentity& identity) {
  return store.Read([&](UnitOfWork& unit) {
    const auto booking = unit.bookings().Find(id);
    if (!booking || booking->status != BookingStatus::kScheduled) {
      throw NotFound();
    }
    const SchedulingSettings settings = unit.settings().Load();
    const auto type = unit.event_types().Find(booking->purpose);
    const MessageContext context{.tenant = store.tenant(),
                                 .settings = settings,
                                 .base_domain = identity.base_domain,
                                 .booking = {},
                                 .hour_cycle = HourCycle::k24,
                                 .purpose_title = type ? type->title : std::string()};
    return CalendarEntryOf(*booking, context,
                           SenderOf(store.tenant(), unit.settings().LoadMessages(), identity));
  });
}

MyBookings ShowMyBookings(TenantStore& store, const BookingQuery& query) {
  if (query.limit < 1 || query.limit > 100) {
    throw InvalidInput("limit", "must be from 1 to 100");
  }
  return store.Read([&](UnitOfWork& unit) {
    return MyBookings{unit.bookings().ListMine(query), unit.settings().Load()};
  });
}

}  // namespace nexcyte::domain
