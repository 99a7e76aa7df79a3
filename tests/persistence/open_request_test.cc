// How a request begins: tenant by slug, person by session, and the list ahead.
#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/crypto.h"
#include "tests/persistence/fresh_database.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {
namespace {

struct OpeningFixture {
  explicit OpeningFixture(bool keep_statements = true)
      : two(fresh.Url(SuperuserUrl())), app({fresh.Url(AppUrl()), keep_statements}) {
    domain::InitCrypto();
  }

  // Signs a person in and gives the digest of their token.
  domain::Digest SignIn(const domain::Tenant& tenant, const domain::Actor& person) {
    const domain::Digest token = domain::Sha256(person.email + std::to_string(++sign_ins));
    StoreFor(app, tenant)->Transact([&](domain::UnitOfWork& unit) {
      unit.sessions().Insert(person.user, token, "Browser", "127.0.0.1");
    });
    return token;
  }

  bool IsSignedIn(const domain::Tenant& tenant, const domain::Digest& token) {
    return app.Open({tenant.slug, token, {}}).value().actor.has_value();
  }

  FreshDatabase fresh;
  TwoTenants two;
  persistence::Database app;
  int sign_ins = 0;
};

struct UnkeptOpeningFixture : OpeningFixture {
  UnkeptOpeningFixture() : OpeningFixture(false) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(OpenRequest, OpeningFixture)

BOOST_AUTO_TEST_CASE(KnowsNoOtherTenantThanTheSlugs) {
  BOOST_TEST(!app.Open({"nobody-here", {}, {}}).has_value());
  BOOST_TEST(!app.Open({"", {}, {}}).has_value());
  BOOST_TEST(!app.Open({two.acme.slug + "'--", {}, {}}).has_value());
  BOOST_TEST((app.Open({two.acme.slug, {}, {}}).value().store->tenant().id == two.acme.id));
}

BOOST_AUTO_TEST_CASE(MakesAVisitorOfNoSession) {
  const auto opened = app.Open({two.acme.slug, {}, {}}).value();
  BOOST_TEST(!opened.session.has_value());
  BOOST_TEST(!opened.actor.has_value());
  BOOST_TEST(opened.store->tenant().name == "Acme");
  BOOST_TEST(opened.store->tenant().default_time_zone == "Europe/Berlin");
  BOOST_TEST(opened.store->tenant().scheduling_enabled);
}

BOOST_AUTO_TEST_CASE(KnowsThePersonOfASession) {
  const auto opened = app.Open({two.acme.slug, SignIn(two.acme, two.carol), {}}).value();
  BOOST_TEST(opened.session.has_value());
  BOOST_TEST((opened.actor.value().user == two.carol.user));
  BOOST_TEST((opened.actor->role == domain::Role::kMember));
  BOOST_TEST((opened.actor->kind == domain::AccountKind::kCustomer));
  BOOST_TEST(opened.actor->email == two.carol.email);
  BOOST_TEST(opened.actor->time_zone == "Europe/Berlin");
}

BOOST_AUTO_TEST_CASE(TakesTheSessionOfAnotherTenantForNobodys) {
  const domain::Digest token = SignIn(two.globex, two.dave);
  BOOST_TEST(IsSignedIn(two.globex, token));
  BOOST_TEST(!IsSignedIn(two.acme, token));
}

BOOST_AUTO_TEST_CASE(TakesAnUnknownOrEndedSessionForNobodys) {
  BOOST_TEST(!IsSignedIn(two.acme, domain::Sha256("made up")));
  const domain::Digest token = SignIn(two.acme, two.carol);
  auto opened = app.Open({two.acme.slug, token, {}}).value();
  opened.store->Transact([&](domain::UnitOfWork& unit) { unit.sessions().End(*opened.session); });
  BOOST_TEST(!IsSignedIn(two.acme, token));
}

BOOST_AUTO_TEST_CASE(EndsASessionThatWasIdleFor14Days) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  fresh.MoveClock("13 days 23 hours");
  BOOST_TEST(IsSignedIn(two.acme, token));
  fresh.MoveClock("14 days 1 minute");
  BOOST_TEST(!IsSignedIn(two.acme, token));
}

BOOST_AUTO_TEST_CASE(EndsASessionAfter90DaysHoweverBusy) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  for (int days = 0; days < 80; days += 10) {
    fresh.MoveClock("10 days");
    BOOST_TEST(IsSignedIn(two.acme, token));
  }
  fresh.MoveClock("10 days");
  BOOST_TEST(!IsSignedIn(two.acme, token));
}

BOOST_AUTO_TEST_CASE(NotesThatASessionWasSeenAtMostEvery5Minutes) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  const std::string at_first = two.sql().Text("select last_seen_at from nx.nx_web_session");
  fresh.MoveClock("4 minutes");
  BOOST_TEST(IsSignedIn(two.acme, token));
  BOOST_TEST(two.sql().Text("select last_seen_at from nx.nx_web_session") == at_first);
  fresh.MoveClock("2 minutes");
  BOOST_TEST(IsSignedIn(two.acme, token));
  BOOST_TEST(two.sql().Text("select last_seen_at from nx.nx_web_session") != at_first);
}

BOOST_AUTO_TEST_CASE(DoesNotWaitForAnotherRequestOfTheSameSession) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  fresh.MoveClock("6 minutes");
  Pg other(fresh.Url(SuperuserUrl()));
  other.Run("begin; update nx.nx_web_session set last_seen_at = last_seen_at");
  BOOST_TEST(IsSignedIn(two.acme, token));
}

BOOST_AUTO_TEST_CASE(AnswersTheListAndTheSettingsAheadWithoutATransaction) {
  two.sql().Run("update nx.nx_scheduler_settings set max_moves = 7");
  auto opened = app.Open({two.acme.slug, SignIn(two.acme, two.carol), domain::BookingQuery{}});
  opened.value().store->Transact([this](domain::UnitOfWork& unit) {
    BOOST_TEST(unit.bookings().ListMine({}).bookings.empty());
    BOOST_TEST(unit.settings().Load().max_moves == 7);
    BOOST_TEST(!app.connection().InTransaction());
  });
}

BOOST_AUTO_TEST_CASE(AnswersTheScheduleAheadWithoutAList) {
  two.sql().Run("update nx.nx_scheduler_settings set max_moves = 7");
  const domain::Digest token = SignIn(two.acme, two.carol);
  auto opened =
      app.Open({.slug = two.acme.slug, .token = token, .ahead = {}, .reads_schedule = true});
  opened.value().store->Transact([this](domain::UnitOfWork& unit) {
    BOOST_TEST(unit.settings().Load().max_moves == 7);
    BOOST_TEST(unit.event_types().List().size() == 3u);
    BOOST_TEST(unit.event_types().Find("support").value().purpose == "support");
    BOOST_TEST(!unit.event_types().Find("nothing").has_value());
    BOOST_TEST(unit.reservations().ListOf(two.carol.user).empty());
    BOOST_TEST(!app.connection().InTransaction());
    BOOST_TEST(unit.bookings().ListMine({}).bookings.empty());
    BOOST_TEST(app.connection().InTransaction());
  });
}

BOOST_AUTO_TEST_CASE(AnswersThePersonsOwnHoldsOnceAndNobodyElses) {
  domain::Reservation hold;
  hold.user = two.carol.user;
  hold.purpose = "support";
  hold.cal_event_type_id = 1;
  hold.time = {.start = domain::Timestamp(std::chrono::hours(500'000)),
               .end = domain::Timestamp(std::chrono::hours(500'001))};
  hold.time_zone = "UTC";
  hold.expires_at = hold.time.start;
  const auto insert = [&](domain::UnitOfWork& unit) { return unit.reservations().Insert(hold); };
  hold.id = StoreFor(app, two.acme, two.carol)->Transact(insert);
  const domain::Digest token = SignIn(two.acme, two.carol);
  auto opened =
      app.Open({.slug = two.acme.slug, .token = token, .ahead = {}, .reads_schedule = true});
  two.sql().Run("update nx.nx_scheduler_reservation set finished_at = nx.now()");
  opened.value().store->Transact([&](domain::UnitOfWork& unit) {
    BOOST_TEST(unit.reservations().ListOf(two.alice.user).empty());
  });
  const auto own = [&](domain::UnitOfWork& unit) {
    return unit.reservations().ListOf(two.carol.user).size();
  };
  BOOST_TEST(opened.value().store->Transact(own) == 0u);

  two.sql().Run("update nx.nx_scheduler_reservation set finished_at = null");
  auto again =
      app.Open({.slug = two.acme.slug, .token = token, .ahead = {}, .reads_schedule = true});
  two.sql().Run("update nx.nx_scheduler_reservation set finished_at = nx.now()");
  again.value().store->Transact([&](domain::UnitOfWork& unit) {
    const auto ahead = unit.reservations().ListOf(two.carol.user);
    BOOST_TEST((ahead.size() == 1u && ahead.front().id == hold.id));
    BOOST_TEST(unit.reservations().ListOf(two.carol.user).empty());
  });
}

BOOST_AUTO_TEST_CASE(ReadsNoSettingsAheadForAVisitor) {
  auto opened = app.Open({.slug = two.acme.slug, .token = {}, .ahead = {}, .reads_schedule = true});
  opened.value().store->Transact([this](domain::UnitOfWork& unit) {
    unit.settings().Load();
    BOOST_TEST(app.connection().InTransaction());
  });
}

BOOST_AUTO_TEST_CASE(HoldsTheListAheadForTheFirstTransactionOnly) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  auto opened = app.Open({two.acme.slug, token, domain::BookingQuery{}}).value();
  opened.store->Transact([](domain::UnitOfWork& unit) { unit.Now(); });
  domain::Booking booking;
  booking.id = domain::BookingId::Parse(two.sql().Text("select gen_random_uuid()")).value();
  booking.purpose = "support";
  booking.cal_event_type_id = two.EventTypeOf(two.acme, "support");
  booking.time = {.start = domain::Timestamp(std::chrono::hours(500'000)),
                  .end = domain::Timestamp(std::chrono::hours(500'001))};
  booking.time_zone = "UTC";
  booking.attendee = two.carol.user;
  booking.attendee_email = two.carol.email;
  booking.attendee_name = two.carol.name;
  StoreFor(app, two.acme, two.carol)->Transact([&](domain::UnitOfWork& unit) {
    unit.bookings().Insert(booking);
  });
  const auto page =
      opened.store->Transact([](domain::UnitOfWork& unit) { return unit.bookings().ListMine({}); });
  BOOST_TEST(page.bookings.size() == 1u);
}

BOOST_AUTO_TEST_CASE(HoldsTheSettingsAheadForTheWholeRequest) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  auto opened = app.Open({two.acme.slug, token, domain::BookingQuery{}}).value();
  opened.store->Transact([](domain::UnitOfWork& unit) { unit.Now(); });
  opened.store->Transact([this](domain::UnitOfWork& unit) {
    unit.settings().Load();
    BOOST_TEST(!app.connection().InTransaction());
  });
}

BOOST_AUTO_TEST_CASE(ForgetsTheSettingsAheadWhenTheyAreSaved) {
  domain::SchedulingSettings settings =
      StoreFor(app, two.acme, two.alice)->Transact([](domain::UnitOfWork& unit) {
        return unit.settings().Load();
      });
  settings.max_moves = 9;
  const domain::Digest token = SignIn(two.acme, two.alice);
  auto opened = app.Open({two.acme.slug, token, domain::BookingQuery{}}).value();
  opened.store->Transact([&settings](domain::UnitOfWork& unit) {
    unit.settings().Save(settings);
    BOOST_TEST(unit.settings().Load().max_moves == 9);
  });
}

BOOST_AUTO_TEST_CASE(AsksAgainForAnotherListThanTheOneAhead) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  auto opened = app.Open({two.acme.slug, token, domain::BookingQuery{}}).value();
  const auto page = opened.store->Transact([](domain::UnitOfWork& unit) {
    return unit.bookings().ListMine({.upcoming = true, .status = {}, .cursor = {}});
  });
  BOOST_TEST(page.bookings.empty());
}

BOOST_AUTO_TEST_CASE(LeavesABadListAheadToTheRouteThatAsksForIt) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  const domain::BookingQuery bad{.status = {}, .limit = 0, .cursor = {}};
  auto opened = app.Open({two.acme.slug, token, bad}).value();
  BOOST_CHECK_EXCEPTION(
      opened.store->Transact([&](domain::UnitOfWork& unit) { unit.bookings().ListMine(bad); }),
      domain::Error, Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(LeavesNothingOfTheRequestOnTheConnection) {
  app.Open({two.acme.slug, SignIn(two.acme, two.carol), {}});
  const auto left = app.connection().Execute(
      "select coalesce(current_setting('nx.tenant_id', true), '') || "
      "coalesce(current_setting('nx.user_id', true), '')",
      {}, 1);
  BOOST_TEST(left.rows[0][0].value() == "");
}

BOOST_AUTO_TEST_CASE(GivesBackgroundWorkTheTenantItNames) {
  persistence::Database dispatch({fresh.Url(DispatchUrl())});
  BOOST_TEST(dispatch.ForSystem(two.globex.id)->tenant().slug == two.globex.slug);
  BOOST_CHECK_EXCEPTION(dispatch.ForSystem(domain::TenantId::Parse(two.dave.user.str()).value()),
                        domain::Error, Refuses("not_found"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(OpenRequestWithoutKeptStatements, UnkeptOpeningFixture)

BOOST_AUTO_TEST_CASE(KnowsThePersonAndTheirListJustAsWell) {
  const domain::Digest token = SignIn(two.acme, two.carol);
  for (int round = 0; round < 2; ++round) {
    auto opened = app.Open({two.acme.slug, token, domain::BookingQuery{}}).value();
    BOOST_TEST((opened.actor.value().user == two.carol.user));
    BOOST_TEST(
        opened.store->Transact([](domain::UnitOfWork& unit) { return unit.event_types().List(); })
            .size() == 3u);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
