#include "domain/use_cases/show_bookings.h"

#include "domain/error.h"

namespace nexcyte::domain {

BookingDetails ShowBooking(TenantStore& store, const BookingId& id) {
  return store.Transact([&](UnitOfWork& unit) {
    auto booking = unit.bookings().Find(id);
    if (!booking) {
      throw NotFound();
    }
    return BookingDetails{std::move(*booking), unit.bookings().History(id), unit.settings().Load()};
  });
}

MyBookings ShowMyBookings(TenantStore& store, const BookingQuery& query) {
  if (query.limit < 1 || query.limit > 100) {
    throw InvalidInput("limit", "must be from 1 to 100");
  }
  return store.Transact([&](UnitOfWork& unit) {
    return MyBookings{unit.bookings().ListMine(query), unit.settings().Load()};
  });
}

}  // namespace nexcyte::domain
