#ifndef NEXCYTE_TESTS_PERSISTENCE_STORES_H_
#define NEXCYTE_TESTS_PERSISTENCE_STORES_H_

#include <memory>
#include <string>

#include "domain/booking.h"
#include "domain/error.h"
#include "domain/tenant_store.h"
#include "persistence/database.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {

// The predicate of BOOST_CHECK_EXCEPTION: refused, and with this word.
inline auto Refuses(std::string reason) {
  return
      [reason = std::move(reason)](const domain::Error& error) { return error.reason() == reason; };
}

// A store of a tenant for a person, or for a visitor.
inline std::unique_ptr<domain::TenantStore> StoreFor(persistence::Database& database,
                                                     const domain::Tenant& tenant) {
  return std::move(database.Open({tenant.slug, {}, {}}).value().store);
}
inline std::unique_ptr<domain::TenantStore> StoreFor(persistence::Database& database,
                                                     const domain::Tenant& tenant,
                                                     const domain::Actor& actor) {
  auto store = StoreFor(database, tenant);
  store->ActAs(actor);
  return store;
}

// Two tenants in the shared database, and the program's connection to it.
struct StoreFixture {
  TwoTenants two;
  persistence::Database app{{AppUrl()}};
  persistence::Database dispatch{{DispatchUrl()}};

  std::unique_ptr<domain::TenantStore> Carol() { return StoreFor(app, two.acme, two.carol); }
  std::unique_ptr<domain::TenantStore> Alice() { return StoreFor(app, two.acme, two.alice); }
  std::unique_ptr<domain::TenantStore> Dave() { return StoreFor(app, two.globex, two.dave); }

  // The whole second that lies this many minutes ahead.
  static domain::Timestamp In(int minutes_ahead) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return now + std::chrono::minutes(minutes_ahead);
  }

  domain::Booking NewBooking(const domain::Tenant& tenant, const domain::Actor& attendee,
                             domain::Timestamp start) {
    domain::Booking booking;
    booking.id = domain::BookingId::Parse(two.sql().Text("select gen_random_uuid()")).value();
    booking.purpose = "intro_call";
    booking.cal_event_type_id = two.EventTypeOf(tenant, "intro_call");
    booking.time = {start, start + std::chrono::minutes(30)};
    booking.time_zone = "Europe/Berlin";
    booking.attendee = attendee.user;
    booking.attendee_email = attendee.email;
    booking.attendee_name = attendee.name;
    booking.actor = attendee.user;
    booking.title = "Intro call";
    return booking;
  }

  // Carol's booking at Acme, still pending.
  domain::Booking InsertCarols(domain::Timestamp start = In(3 * 24 * 60)) {
    domain::Booking booking = NewBooking(two.acme, two.carol, start);
    Carol()->Transact([&](domain::UnitOfWork& unit) { unit.bookings().Insert(booking); });
    return booking;
  }
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_PERSISTENCE_STORES_H_
