// What is out of order around us: B15 Cal.com, B16 Postgres, B17 clocks and calendars.

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "domain/slot.h"
#include "persistence/database.h"
#include "persistence/slot_cache.h"
#include "tests/use_cases/saga_world.h"

namespace nexcyte::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals only
using domain::Booking;
using domain::BookingStatus;
using domain::CalendarFailure;

BOOST_FIXTURE_TEST_SUITE(CalcomDown, SagaWorld)

// B15: an hour without an answer. Nothing is given up, nothing repeated, and lists ask nobody.
BOOST_AUTO_TEST_CASE(LosesNothingAndLeavesTheListsAlone) {
  const Booking pending = BookUnknown(true);
  calendar.Fail(CalendarCall::kList, {.failure = CalendarFailure::kUnknown}, 60);
  for (int minute = 0; minute < 60; ++minute) {
    Age(pending.id, 60s);
    BOOST_TEST(Reconcile().failed == 0);
  }
  BOOST_TEST((Row(pending.id).status == BookingStatus::kPending));
  const int asked = calendar.Count(CalendarCall::kList);
  BOOST_TEST(ListMyBookings(carol.store(), {}).bookings.size() == 1U);
  BOOST_TEST(calendar.Count(CalendarCall::kList) == asked);
  Age(pending.id, 60s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST(calendar.Count(CalendarCall::kCreate) == 1);
  BOOST_TEST(Mails(pending.id) == 1);
}

BOOST_AUTO_TEST_CASE(RefusesWhatItSurelyCannotDo) {
  calendar.Fail(CalendarCall::kCreate, {.failure = CalendarFailure::kNotSent});
  BOOST_TEST(ReasonOf([&] { Book(); }) == "calendar_unavailable");
  BOOST_TEST(ClaimOwner(start) == "");
}

BOOST_AUTO_TEST_SUITE_END()

// Booking ids must differ from those of every other test.
class RandomBytes final : public domain::Entropy {
 public:
  void Fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(device_());
    }
  }

 private:
  std::random_device device_;
};

// A way of one's own to the database's socket, which can be shut while others go on using theirs.
class Door {
 public:
  explicit Door(const std::string& name)
      : socket_folder_(Pg(SuperuserUrl()).Text("show unix_socket_directories")),
        path_(std::filesystem::temp_directory_path() / name) {
    Open();
  }
  ~Door() { Shut(); }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  void Open() { std::filesystem::create_directory_symlink(socket_folder_, path_); }
  void Shut() { std::filesystem::remove(path_); }
  std::string Url() const { return AppUrl() + " host=" + path_.string(); }

 private:
  const std::string socket_folder_;
  const std::filesystem::path path_;
};

// A seat whose connection can be ended from outside.
struct Restarting : SagaWorld {
  const std::string name = "restart-" + people.acme.slug;
  Door door{name};
  persistence::Database database{
      {.url = door.Url() + " application_name=" + name, .keep_statements = true}};
  persistence::PgSlotCache kept_slots{database.connection()};
  std::unique_ptr<domain::TenantStore> store = OpenStore();

  std::unique_ptr<domain::TenantStore> OpenStore() {
    auto opened = database.Open({.slug = people.acme.slug, .token = {}, .ahead = {}});
    opened.value().store->ActAs(people.carol);
    return std::move(opened->store);
  }
  void EndConnections() {
    BOOST_TEST(people.sql().Text("select count(pg_terminate_backend(pid, 5000))"
                                 " from pg_stat_activity where application_name = $1",
                                 {name}) == "1");
  }
  void CloseDatabase() {
    door.Shut();
    EndConnections();
  }

  domain::BookingResult BookThere() {
    RandomBytes entropy;
    return BookSlot(*store, {calendar, kept_slots}, entropy, people.carol, BookInput(), now);
  }
};

BOOST_FIXTURE_TEST_SUITE(PostgresRestarts, Restarting)

// T2 begins on a new connection.
BOOST_AUTO_TEST_CASE(BeforeT2AreNotNoticed) {
  calendar.After(CalendarCall::kCreate, [&] { EndConnections(); });
  const Booking booking = std::get<Booking>(BookThere());
  BOOST_TEST((booking.status == BookingStatus::kScheduled));
  BOOST_TEST(Mails(booking.id, "booking_created") == 1);
}

// B16, ending as B6: Cal.com has booked, and nobody could write it down. The person is told that it
// is being checked, for what they asked for may have been done.
BOOST_AUTO_TEST_CASE(ThatLastOverT2EndInOneConfirmedBooking) {
  calendar.After(CalendarCall::kCreate, [&] { CloseDatabase(); });
  const Booking told = std::get<Booking>(BookThere());
  BOOST_TEST((told.status == BookingStatus::kPending));
  door.Open();
  Age(told.id, 61s);
  BOOST_TEST(Reconcile().confirmed == 1);
  BOOST_TEST((Row(told.id).status == BookingStatus::kScheduled));
  BOOST_TEST(calendar.LiveOf(told.id).size() == 1U);
  BOOST_TEST(Mails(told.id, "booking_created") == 1);
}

BOOST_AUTO_TEST_CASE(ThatLastOverT2OfACancellationLeaveItOpen) {
  const Booking booking = std::get<Booking>(BookThere());
  calendar.After(CalendarCall::kCancel, [&] { CloseDatabase(); });
  const Booking told = std::get<Booking>(
      CancelBooking(*store, calendar, people.carol, {booking.id, "Ill", {}}, now));
  BOOST_TEST((told.open_intent == domain::IntentKind::kCancel));
  door.Open();
  Age(booking.id, 61s);
  Reconcile();
  BOOST_TEST((Row(booking.id).status == BookingStatus::kCancelled));
  BOOST_TEST(Mails(booking.id, "booking_cancelled") == 1);
}

// B16, ending as B1: nothing was committed, so nothing is asked of Cal.com.
BOOST_AUTO_TEST_CASE(WithinT1LeavesNothing) {
  std::string refusal = "nothing";
  try {
    store->Transact([&](domain::UnitOfWork& unit) {
      unit.settings().Load();
      EndConnections();
      unit.slot_claims().Take({.cal_event_type_id = type(),
                               .start = start,
                               .is_hold = false,
                               .owner = people.acme.id.str(),
                               .expires_at = {}},
                              std::nullopt);
    });
  } catch (const domain::Error& error) {
    refusal = error.reason();
  }
  BOOST_TEST(refusal == "unavailable");
  BOOST_TEST(ClaimOwner(start) == "");
  BOOST_TEST((std::get<Booking>(BookThere()).status == BookingStatus::kScheduled));
}

BOOST_AUTO_TEST_SUITE_END()

struct Clocks : SagaWorld {
  std::string LeaseSeconds(const domain::BookingId& id) {
    return people.sql().Text(
        "select round(extract(epoch from lease_expires_at - created_at))"
        " from nx.nx_scheduler_intent where booking_uid = $1",
        {id.str()});
  }
};

BOOST_FIXTURE_TEST_SUITE(ClocksAndCalendars, Clocks)

// B17: a worker whose clock is half an hour off takes the same lease as any other.
BOOST_AUTO_TEST_CASE(LeasesGoByDatabaseTime) {
  for (const auto off : {-30min, 30min}) {
    domain::BookSlotInput input = BookInput();
    input.start = start + off;
    RandomBytes entropy;
    const Booking booking = std::get<Booking>(
        BookSlot(carol.store(), Offering(carol), entropy, carol.actor(), input, now + off));
    BOOST_TEST(LeaseSeconds(booking.id) == "60");
    Cancel(carol, booking.id);
  }
}

// B17: both days on which Berlin's clocks change; the hour that comes twice is two instants.
BOOST_AUTO_TEST_CASE(InstantsAreStoredOnBothDaysOfTheClockChange) {
  for (const char* text : {"2027-03-28T00:30:00Z", "2027-03-28T01:00:00Z", "2027-10-31T00:30:00Z",
                           "2027-10-31T01:30:00Z"}) {
    const auto at = domain::ParseRfc3339(text).value();
    const Booking booking = BookAt(carol, at);
    BOOST_TEST((Row(booking.id).time.start == at));
    BOOST_TEST((calendar.LiveOf(booking.id).at(0).time.start == at));
    BOOST_TEST(people.sql().Text("select nx.utc_text(start_at) from nx.nx_scheduler_booking"
                                 " where uid = $1",
                                 {booking.id.str()}) == text);
    BOOST_TEST(Mails(booking.id, "booking_created") == 1);
  }
}

BOOST_AUTO_TEST_CASE(DaysOfTheClockChangeHave23And25Hours) {
  const auto hours_of = [](const char* from, const std::string& day) {
    const auto first = domain::ParseRfc3339(from).value();
    std::vector<domain::Slot> hours;
    hours.reserve(72);
    for (int i = 0; i < 72; ++i) {
      hours.push_back({first + i * 1h, first + (i + 1) * 1h});
    }
    auto days = domain::GroupByDay(hours, {first, first + 72h}, "Europe/Berlin");
    return days[day].size();
  };
  BOOST_TEST(hours_of("2027-03-27T00:00:00Z", "2027-03-28") == 23U);
  BOOST_TEST(hours_of("2027-10-30T00:00:00Z", "2027-10-31") == 25U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
