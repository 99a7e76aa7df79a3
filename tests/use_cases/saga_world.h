#ifndef NEXCYTE_TESTS_USE_CASES_SAGA_WORLD_H_
#define NEXCYTE_TESTS_USE_CASES_SAGA_WORLD_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/error.h"
#include "domain/token.h"
#include "domain/use_cases/bookings.h"
#include "domain/use_cases/reconcile_bookings.h"
#include "domain/use_cases/slots.h"
#include "tests/support/fake_calendar.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {

// A person at work: a store on a database connection of its own.
class Seat {
 public:
  Seat(const domain::Tenant& tenant, domain::Actor actor);
  ~Seat();
  Seat(Seat&&) noexcept;
  Seat& operator=(Seat&&) = delete;

  domain::TenantStore& store();
  domain::SlotCache& kept_slots();
  const domain::Actor& actor() const { return actor_; }

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
  domain::Actor actor_;
};

// The worker dies where this is thrown: no code of ours catches it.
struct Killed {};

// Two tenants, a calendar, and what the tests of the booking protocol do and ask.
class SagaWorld {
 public:
  SagaWorld();
  ~SagaWorld();  // ends what is still open, so that nobody else's reconciler meets it

  TwoTenants people;
  FakeCalendar calendar;
  const domain::Timestamp now;
  const domain::Timestamp start;  // 10:00 UTC, three days ahead
  const domain::Timestamp other;  // two hours later
  Seat carol;

  // Cal.com as that seat asks it. It has been seen to offer the half hours of the next days.
  domain::OfferingCalendar Offering(Seat& seat) { return {calendar, seat.kept_slots()}; }
  void ForgetWhatWasOffered();

  // Acting. Inputs are of intro_call, at `start`, unless changed.
  domain::BookSlotInput BookInput() const;
  domain::BookingResult Book(Seat& seat, const domain::BookSlotInput& input);
  domain::Booking Book(Seat& seat);
  domain::Booking Book() { return Book(carol); }
  domain::Booking BookAt(Seat& seat, domain::Timestamp at);
  domain::Booking Cancel(Seat& seat, const domain::BookingId& id);
  domain::Booking Move(Seat& seat, const domain::BookingId& id, domain::Timestamp to);
  domain::Reservation Reserve(Seat& seat, domain::Timestamp at);
  // A pending booking whose call ended with an unknown outcome; `booked`: Cal.com has it.
  domain::Booking BookUnknown(bool booked);
  // A worker dies in `act` at the hook that was set; true when it did.
  template <class Act>
  bool Dies(const Act& act) {
    try {
      act();
    } catch (const Killed&) {
      return true;
    }
    return false;
  }
  domain::ReconcileReport Reconcile(int limit = 100);
  // Moves an open intent's past back, and makes it due.
  void Age(const domain::BookingId& id, std::chrono::seconds by);
  void AgePastQuietWindow(const domain::BookingId& id);
  void Set(const std::string& setting, const std::string& value);  // of Acme

  // Asking, beside the code under test.
  domain::Booking Row(const domain::BookingId& id);
  domain::BookingId OnlyBooking();                            // of Acme
  std::string Count(const std::string& table_and_condition);  // of Acme
  int Mails(const domain::BookingId& id, const std::string& event);
  int Mails(const domain::BookingId& id);
  std::string Outcome(const domain::BookingId& id);  // of its latest intent; `open`
  std::string ClaimOwner(domain::Timestamp at);      // empty: nobody
  std::string Audit(const domain::BookingId& id);    // actions in order, with blanks between
  domain::CalEventTypeId type() { return people.EventTypeOf(people.acme, "intro_call"); }
};

domain::Idempotent WithKey(const std::string& key, std::uint8_t body = 1);

// The reason of the domain error that `act` throws; `nothing` when it throws none.
template <class Act>
std::string ReasonOf(const Act& act) {
  try {
    act();
  } catch (const domain::Error& error) {
    return error.fields().empty() ? error.reason() : error.reason() + " " + error.fields()[0].field;
  }
  return "nothing";
}

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_USE_CASES_SAGA_WORLD_H_
