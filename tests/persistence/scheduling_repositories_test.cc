#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Error;
using domain::UnitOfWork;
using std::chrono::minutes;

namespace {

struct SchedulingFixture : StoreFixture {
  domain::Reservation NewHold(const domain::Actor& person, int minutes_ahead) {
    domain::Reservation hold;
    hold.user = person.user;
    hold.purpose = "intro_call";
    hold.cal_event_type_id = two.EventTypeOf(two.acme, "intro_call");
    hold.time = {In(minutes_ahead), In(minutes_ahead) + minutes(30)};
    hold.time_zone = "Asia/Kolkata";
    hold.expires_at = In(10);
    return hold;
  }

  domain::SlotClaim Claim(const std::string& owner, bool is_hold, domain::Timestamp expires_at) {
    return {two.EventTypeOf(two.acme, "intro_call"), start, is_hold, owner, expires_at};
  }
  std::string NewId() { return two.sql().Text("select gen_random_uuid()"); }
  bool Take(const domain::SlotClaim& claim,
            const std::optional<domain::ReservationId>& instead_of = {}) {
    return Carol()->Transact(
        [&](UnitOfWork& unit) { return unit.slot_claims().Take(claim, instead_of).is_taken; });
  }

  domain::Timestamp start = In(24 * 60);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Settings, SchedulingFixture)

BOOST_AUTO_TEST_CASE(ComeBackAsSaved) {
  auto store = Alice();
  store->Transact([](UnitOfWork& unit) {
    domain::SchedulingSettings settings = unit.settings().Load();
    settings.organization_slug = "acme";
    settings.attendee_address = domain::AttendeeAddress::kAlias;
    settings.alias_domain = "bookings.acme.test";
    settings.cancel_notice = minutes(120);
    settings.max_moves = 3;
    settings.contact_email = "hello@acme.test";
    settings.reason = domain::ReasonRule::kRequired;
    unit.settings().Save(settings);
  });
  const auto settings = store->Transact([](UnitOfWork& unit) { return unit.settings().Load(); });
  BOOST_TEST(settings.organization_slug == "acme");
  BOOST_TEST((settings.attendee_address == domain::AttendeeAddress::kAlias));
  BOOST_TEST(settings.alias_domain == "bookings.acme.test");
  BOOST_TEST((settings.cancel_notice == minutes(120)));
  BOOST_TEST(settings.max_moves == 3);
  BOOST_TEST(settings.contact_email == "hello@acme.test");
  BOOST_TEST((settings.reason == domain::ReasonRule::kRequired));
  BOOST_TEST(!settings.organization_id.has_value());
  BOOST_TEST(settings.overrides.empty());
  BOOST_TEST(settings.version == 2);
}

// Cal.com's organization belongs to one tenant, whoever asks second.
BOOST_AUTO_TEST_CASE(RefuseTheOrganizationOfAnotherTenant) {
  const auto take = [](domain::TenantStore& store, std::int64_t id) {
    store.Transact([&](UnitOfWork& unit) {
      domain::SchedulingSettings settings = unit.settings().Load();
      settings.organization_slug = "org";
      settings.organization_id = id;
      unit.settings().Save(settings);
    });
  };
  const std::int64_t id = two.EventTypeOf(two.acme, "intro_call");  // no other test has it
  take(*Alice(), id);
  auto dave = StoreFor(app, two.globex, two.AddPerson(two.globex, "Gus", domain::Role::kAdmin));
  BOOST_CHECK_EXCEPTION(take(*dave, id), Error, Refuses("organization_not_available"));
  take(*Alice(), id + 1);
  take(*dave, id);
}

BOOST_AUTO_TEST_CASE(RefuseAStaleVersion) {
  auto store = Alice();
  const auto stale = store->Transact([](UnitOfWork& unit) { return unit.settings().Load(); });
  store->Transact([&](UnitOfWork& unit) { unit.settings().Save(stale); });
  BOOST_CHECK_EXCEPTION(store->Transact([&](UnitOfWork& unit) { unit.settings().Save(stale); }),
                        Error, Refuses("changed_meanwhile"));
}

BOOST_AUTO_TEST_CASE(HaveDefaultsUntilTheyAreSaved) {
  two.sql().Run(
      "with t as (insert into nx.nx_tenant (slug, name) select 'bare-' || substr(md5("
      "random()::text), 1, 12), 'Bare' returning id) select id from t");
  domain::Tenant bare;
  const auto row = two.sql()
                       .Run(
                           "select id, slug from nx.nx_tenant where name = 'Bare' "
                           "order by created_at desc limit 1")
                       .rows[0];
  bare.slug = row[1].value();
  auto store = StoreFor(app, bare,
                        two.AddPerson(
                            [&] {
                              bare.id = domain::TenantId::Parse(row[0].value()).value();
                              return bare;
                            }(),
                            "Ann", domain::Role::kAdmin));
  auto settings = store->Transact([](UnitOfWork& unit) { return unit.settings().Load(); });
  BOOST_TEST(!settings.is_enabled);
  BOOST_TEST(settings.version == 0);
  store->Transact([&](UnitOfWork& unit) { unit.settings().Save(settings); });
  BOOST_TEST(store->Transact([](UnitOfWork& unit) { return unit.settings().Load(); }).version == 1);
}

BOOST_AUTO_TEST_CASE(AreNotAMembersToChange) {
  auto store = Carol();
  BOOST_CHECK_THROW(
      store->Transact([](UnitOfWork& unit) { unit.settings().Save(unit.settings().Load()); }),
      Error);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(EventTypes, SchedulingFixture)

BOOST_AUTO_TEST_CASE(HaveRulesOfTheirOwnThatTheSettingsTell) {
  domain::RuleOverrides rules;
  rules.cancel_notice = minutes(0);
  rules.max_moves = 3;
  rules.reason = domain::ReasonRule::kOff;
  const auto save = [&](const std::string& purpose, const domain::RuleOverrides& own) {
    Alice()->Transact([&](UnitOfWork& unit) {
      domain::EventType type = unit.event_types().Find(purpose).value();
      type.rules = own;
      unit.event_types().Upsert(type);
    });
  };
  const auto overrides = [&] {
    return Carol()->Transact([](UnitOfWork& unit) { return unit.settings().Load().overrides; });
  };
  save("intro_call", rules);
  BOOST_TEST((overrides() == std::map<std::string, domain::RuleOverrides>{{"intro_call", rules}}));
  BOOST_TEST((Carol()
                  ->Transact([](UnitOfWork& unit) { return unit.event_types().Find("intro_call"); })
                  ->rules == rules));
  const domain::RuleOverrides others{{}, minutes(60), {}, 0, domain::ReasonRule::kRequired};
  save("support", others);
  BOOST_TEST((overrides() == std::map<std::string, domain::RuleOverrides>{{"intro_call", rules},
                                                                          {"support", others}}));
  save("intro_call", {});
  save("support", {});
  BOOST_TEST(overrides().empty());
}

BOOST_AUTO_TEST_CASE(ComeBackAsSavedAndInOrder) {
  auto store = Alice();
  store->Transact([](UnitOfWork& unit) {
    domain::EventType type = unit.event_types().Find("intro_call").value();
    type.description = "To get to know each other";
    type.position = 9;
    type.allow_kinds = {domain::AccountKind::kCustomer, domain::AccountKind::kStaff};
    type.cal_sends_mail = true;
    unit.event_types().Upsert(type);
  });
  const auto types = store->Transact([](UnitOfWork& unit) { return unit.event_types().List(); });
  BOOST_REQUIRE(types.size() == 3u);
  BOOST_TEST(types[2].purpose == "intro_call");
  BOOST_TEST(types[2].description == "To get to know each other");
  BOOST_TEST((types[2].allow_kinds ==
              std::vector{domain::AccountKind::kCustomer, domain::AccountKind::kStaff}));
  BOOST_TEST(types[2].cal_sends_mail);
  BOOST_TEST(types[2].version == 2);
}

BOOST_AUTO_TEST_CASE(OfAnotherTenantAreNotAvailable) {
  const auto foreign = two.EventTypeOf(two.globex, "intro_call");
  BOOST_CHECK_EXCEPTION(Alice()->Transact([&](UnitOfWork& unit) {
    domain::EventType type = unit.event_types().Find("intro_call").value();
    type.cal_id = foreign;
    unit.event_types().Upsert(type);
  }),
                        Error, Refuses("event_type_not_available"));
}

BOOST_AUTO_TEST_CASE(OfAnotherPurposeAreNotAvailable) {
  const auto other = two.EventTypeOf(two.acme, "support");
  BOOST_CHECK_EXCEPTION(Alice()->Transact([&](UnitOfWork& unit) {
    domain::EventType type = unit.event_types().Find("intro_call").value();
    type.cal_id = other;
    unit.event_types().Upsert(type);
  }),
                        Error, Refuses("event_type_not_available"));
}

BOOST_AUTO_TEST_CASE(RefuseAStaleVersion) {
  auto store = Alice();
  const auto stale =
      store->Transact([](UnitOfWork& unit) { return unit.event_types().Find("support").value(); });
  store->Transact([&](UnitOfWork& unit) { unit.event_types().Upsert(stale); });
  BOOST_CHECK_EXCEPTION(
      store->Transact([&](UnitOfWork& unit) { unit.event_types().Upsert(stale); }), Error,
      Refuses("changed_meanwhile"));
}

BOOST_AUTO_TEST_CASE(AreFreeForOthersOnceMappedNoMoreAndNeverBooked) {
  const auto old_id = two.EventTypeOf(two.acme, "support");
  const auto count = [&](const std::string& tenant) {
    return two.sql().Text(
        "select count(*) from nx.nx_cal_event_type_owner where tenant_id = $1 "
        "and cal_event_type_id = $2",
        {tenant, std::to_string(old_id)});
  };
  auto store = Alice();
  store->Transact([&](UnitOfWork& unit) {
    domain::EventType type = unit.event_types().Find("support").value();
    type.cal_id = old_id + 1;
    unit.event_types().Upsert(type);
  });
  BOOST_TEST(count(two.acme.id.str()) == "0");
}

BOOST_AUTO_TEST_CASE(StayWithTheTenantThatHasBookingsOfThem) {
  InsertCarols();
  const auto old_id = two.EventTypeOf(two.acme, "intro_call");
  Alice()->Transact([&](UnitOfWork& unit) {
    domain::EventType type = unit.event_types().Find("intro_call").value();
    type.cal_id = old_id + 1;
    unit.event_types().Upsert(type);
  });
  BOOST_TEST(two.sql().Text("select count(*) from nx.nx_cal_event_type_owner where tenant_id = $1 "
                            "and cal_event_type_id = $2",
                            {two.acme.id.str(), std::to_string(old_id)}) == "1");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(Reservations, SchedulingFixture)

BOOST_AUTO_TEST_CASE(LiveUntilFinishedOrExpired) {
  auto store = Carol();
  const auto hold = NewHold(two.carol, 60);
  const auto id =
      store->Transact([&](UnitOfWork& unit) { return unit.reservations().Insert(hold); });
  store->Transact([&](UnitOfWork& unit) {
    unit.reservations().SetCalendarUid(id, "cal-hold");
    const auto found = unit.reservations().Find(id).value();
    BOOST_TEST((found.time == hold.time));
    BOOST_TEST((found.expires_at == hold.expires_at));
    BOOST_TEST(found.time_zone == "Asia/Kolkata");
    BOOST_TEST(found.cal_reservation_uid == "cal-hold");
    BOOST_TEST(unit.reservations().ListOf(two.carol.user).size() == 1u);
    unit.reservations().Extend(id, In(-1));
    BOOST_TEST(!unit.reservations().Find(id).has_value());
    BOOST_TEST(unit.reservations().IsKnown(id));
    unit.reservations().Extend(id, In(5));
    BOOST_TEST(unit.reservations().Find(id).has_value());
    unit.reservations().Finish(id, std::nullopt);
    BOOST_TEST(!unit.reservations().Find(id).has_value());
    BOOST_TEST(unit.reservations().ListOf(two.carol.user).empty());
  });
}

BOOST_AUTO_TEST_CASE(BecomeBookingsOfTheirOwnTenantOnly) {
  const auto id = Carol()->Transact(
      [&](UnitOfWork& unit) { return unit.reservations().Insert(NewHold(two.carol, 60)); });
  const domain::Booking daves = NewBooking(two.globex, two.dave, In(60));
  Dave()->Transact([&](UnitOfWork& unit) { unit.bookings().Insert(daves); });
  const auto become = [&](const domain::BookingId& booking) {
    return two.sql().Try("update nx.nx_scheduler_reservation set booking_uid = $1 where id = $2",
                         {booking.str(), id.str()});
  };
  BOOST_TEST(become(daves.id).sqlstate == "23503");
  BOOST_TEST(become(InsertCarols().id).ok());
}

BOOST_AUTO_TEST_CASE(OfAnotherPersonAreUnknown) {
  const auto id = Carol()->Transact(
      [&](UnitOfWork& unit) { return unit.reservations().Insert(NewHold(two.carol, 60)); });
  const auto erin = two.AddPerson(two.acme, "Erin");
  const bool is_known = StoreFor(app, two.acme, erin)->Transact([&](UnitOfWork& unit) {
    return unit.reservations().Find(id).has_value() || unit.reservations().IsKnown(id);
  });
  BOOST_TEST(!is_known);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(SlotClaims, SchedulingFixture)

BOOST_AUTO_TEST_CASE(RefuseAStartThatSomebodyHas) {
  BOOST_TEST(Take(Claim(NewId(), false, {})));
  BOOST_TEST(!Take(Claim(NewId(), false, {})));
  BOOST_TEST(!Take(Claim(NewId(), true, In(10))));
}

BOOST_AUTO_TEST_CASE(RefuseAStartThatSomebodyHolds) {
  BOOST_TEST(Take(Claim(NewId(), true, In(10))));
  BOOST_TEST(!Take(Claim(NewId(), false, {})));
}

BOOST_AUTO_TEST_CASE(ReplaceAnExpiredHoldOnly) {
  BOOST_TEST(Take(Claim(NewId(), true, In(-1))));
  BOOST_TEST(Take(Claim(NewId(), false, {})));
}

BOOST_AUTO_TEST_CASE(ReplaceTheHoldThatIsBeingBooked) {
  const std::string hold = NewId();
  BOOST_TEST(Take(Claim(hold, true, In(10))));
  BOOST_TEST(!Take(Claim(NewId(), false, {}), domain::ReservationId::Parse(NewId())));
  BOOST_TEST(Take(Claim(NewId(), false, {}), domain::ReservationId::Parse(hold)));
}

BOOST_AUTO_TEST_CASE(AreTheOwnersToTakeAgainAndToGiveBack) {
  const std::string owner = NewId();
  const auto claim = Claim(owner, false, {});
  BOOST_TEST(Take(claim));
  BOOST_TEST(Take(claim));
  Carol()->Transact([&](UnitOfWork& unit) {
    unit.slot_claims().Free(claim.cal_event_type_id, claim.start, NewId());
  });
  BOOST_TEST(!Take(Claim(NewId(), false, {})));
  Carol()->Transact([&](UnitOfWork& unit) {
    unit.slot_claims().Free(claim.cal_event_type_id, claim.start, owner);
  });
  BOOST_TEST(Take(Claim(NewId(), false, {})));
}

BOOST_AUTO_TEST_CASE(AreListedWhileTheyHold) {
  auto claim = Claim(NewId(), false, {});
  Take(claim);
  auto hold = Claim(NewId(), true, In(5));
  hold.start += minutes(30);
  Take(hold);
  auto expired = Claim(NewId(), true, In(-5));
  expired.start += minutes(60);
  Take(expired);
  const auto taken = Carol()->Transact([&](UnitOfWork& unit) {
    return unit.slot_claims().ListTaken(claim.cal_event_type_id, {start, start + minutes(120)});
  });
  BOOST_REQUIRE(taken.size() == 2u);
  BOOST_TEST((taken[0].start == start && !taken[0].is_hold));
  BOOST_TEST((taken[1].owner == hold.owner && taken[1].is_hold));
  BOOST_TEST((taken[1].expires_at == hold.expires_at));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
