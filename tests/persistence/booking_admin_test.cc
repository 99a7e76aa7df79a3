// The list of all bookings of a tenant, and what staff see of one.
#include "domain/use_cases/booking_admin.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Booking;
using domain::BookingListQuery;
using domain::BookingStatus;

namespace {

// Five bookings, an hour apart: Carol's, Carol's, Erin's, Erin's and Carol's, the fourth cancelled,
// the fifth a support session.
struct BookingAdminFixture : StoreFixture {
  BookingAdminFixture() : erin(two.AddPerson(two.acme, "Erin Miller")) {
    for (int i = 0; i < 5; ++i) {
      const domain::Actor& attendee = i == 2 || i == 3 ? erin : two.carol;
      Booking booking = NewBooking(two.acme, attendee, In(60 * (i + 1)));
      booking.status = i == 3 ? BookingStatus::kCancelled : BookingStatus::kScheduled;
      if (i == 4) {
        booking.purpose = "support";
        booking.cal_event_type_id = two.EventTypeOf(two.acme, "support");
      }
      Alice()->Transact([&](domain::UnitOfWork& unit) { unit.bookings().Insert(booking); });
      bookings.push_back(booking);
    }
  }

  domain::BookingListPage List(const BookingListQuery& query) {
    return Alice()->Transact(
        [&](domain::UnitOfWork& unit) { return unit.booking_admin().List(query); });
  }
  // Their numbers in order: `0 1 2`.
  std::string Numbers(const std::vector<Booking>& list) {
    std::string numbers;
    for (const Booking& one : list) {
      for (std::size_t i = 0; i < bookings.size(); ++i) {
        if (bookings[i].id == one.id) {
          numbers += (numbers.empty() ? "" : " ") + std::to_string(i);
        }
      }
    }
    return numbers;
  }
  std::string Numbers(const BookingListQuery& query) { return Numbers(List(query).bookings); }
  std::string Found(const std::string& text) {
    std::string names;
    for (const domain::Membership& person : FindPeople(*Alice(), text).people) {
      names += (names.empty() ? "" : ", ") + person.name;
    }
    return names;
  }
  // Walks from end to end, three on a page at most, and back again.
  std::string Walk(BookingListQuery query) {
    std::string walk;
    query.limit = 2;
    domain::BookingListPage page = List(query);
    walk = Numbers(page.bookings);
    while (!page.next_cursor.empty()) {
      query.cursor = page.next_cursor;
      page = List(query);
      walk += " | " + Numbers(page.bookings);
    }
    query.backwards = true;
    while (!page.previous_cursor.empty()) {
      query.cursor = page.previous_cursor;
      page = List(query);
      walk += " < " + Numbers(page.bookings);
    }
    return walk;
  }
  domain::StaffListInput Input(const std::string& person = "") {
    domain::StaffListInput input;
    input.person = person;
    return input;
  }

  domain::Actor erin;
  std::vector<Booking> bookings;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(BookingsForStaff, BookingAdminFixture)

BOOST_AUTO_TEST_CASE(ComeInTheOrderOfTheirStart) {
  BOOST_TEST(Numbers(BookingListQuery{}) == "0 1 2 3 4");
  BookingListQuery latest;
  latest.latest_first = true;
  BOOST_TEST(Numbers(latest) == "4 3 2 1 0");
}

BOOST_AUTO_TEST_CASE(CarryWhoItIsAndWhatIsUnderWay) {
  const Booking first = List({}).bookings.front();
  BOOST_TEST(first.attendee_name == two.carol.name);
  BOOST_TEST(first.attendee_email == two.carol.email);
  BOOST_TEST(!first.open_intent.has_value());
  domain::Intent intent;
  intent.booking = first.id;
  intent.kind = domain::IntentKind::kCancel;
  Alice()->Transact([&](domain::UnitOfWork& unit) { unit.intents().Open(intent); });
  BOOST_TEST((List({}).bookings.front().open_intent == domain::IntentKind::kCancel));
}

BOOST_AUTO_TEST_CASE(ArePagedForthAndBack) {
  BOOST_TEST(Walk({}) == "0 1 | 2 3 | 4 < 2 3 < 0 1");
  BookingListQuery latest;
  latest.latest_first = true;
  BOOST_TEST(Walk(latest) == "4 3 | 2 1 | 0 < 2 1 < 4 3");
}

BOOST_AUTO_TEST_CASE(HaveALastPage) {
  BookingListQuery query;
  query.limit = 2;
  query.backwards = true;
  const domain::BookingListPage last = List(query);
  BOOST_TEST(Numbers(last.bookings) == "3 4");
  BOOST_TEST(last.next_cursor.empty());
  BOOST_TEST(!last.previous_cursor.empty());
}

BOOST_AUTO_TEST_CASE(KeepApartWhatStartsAtTheSameTime) {
  for (int i = 0; i < 3; ++i) {
    Booking twin = NewBooking(two.acme, two.carol, bookings[0].time.start);
    Alice()->Transact([&](domain::UnitOfWork& unit) { unit.bookings().Insert(twin); });
  }
  BookingListQuery query;
  query.limit = 2;
  std::size_t seen = 0;
  do {
    const domain::BookingListPage page = List(query);
    seen += page.bookings.size();
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  BOOST_TEST(seen == 8u);
}

BOOST_AUTO_TEST_CASE(AreNarrowedByStateAndPurpose) {
  BookingListQuery query;
  query.filter.status = BookingStatus::kCancelled;
  BOOST_TEST(Numbers(query) == "3");
  query.filter.status = BookingStatus::kScheduled;
  BOOST_TEST(Walk(query) == "0 1 | 2 4 < 0 1");
  query.filter.purpose = "support";
  BOOST_TEST(Numbers(query) == "4");
  query.filter.status.reset();
  query.filter.purpose = "intro_call";
  query.latest_first = true;
  BOOST_TEST(Walk(query) == "3 2 | 1 0 < 3 2");
  query.filter.purpose = "no_such_purpose";
  BOOST_TEST(Numbers(query) == "");
}

BOOST_AUTO_TEST_CASE(AreNarrowedByPerson) {
  BookingListQuery query;
  query.filter.people = {erin.user};
  BOOST_TEST(Numbers(query) == "2 3");
  query.filter.people = {erin.user, two.carol.user};
  BOOST_TEST(Walk(query) == "0 1 | 2 3 | 4 < 2 3 < 0 1");
  query.filter.status = BookingStatus::kScheduled;
  query.filter.purpose = "intro_call";
  query.latest_first = true;
  BOOST_TEST(Walk(query) == "2 1 | 0 < 2 1");
  query.filter.people = std::vector<domain::UserId>{};
  BOOST_TEST(Numbers(query) == "");
}

BOOST_AUTO_TEST_CASE(AreNarrowedByDate) {
  BookingListQuery query;
  query.filter.from = bookings[1].time.start;
  query.filter.until = bookings[3].time.start;
  BOOST_TEST(Numbers(query) == "1 2");
  query.limit = 1;
  BOOST_TEST(Walk(query) == "1 2");
  query.filter.status = BookingStatus::kScheduled;
  query.latest_first = true;
  query.limit = 50;
  BOOST_TEST(Numbers(query) == "2 1");
}

BOOST_AUTO_TEST_CASE(RefuseAPlaceThatIsNone) {
  BookingListQuery query;
  query.cursor = "nowhere";
  BOOST_CHECK_EXCEPTION(List(query), domain::Error, Refuses("invalid"));
  query.cursor.clear();
  query.limit = 0;
  BOOST_CHECK_EXCEPTION(List(query), domain::Error, Refuses("invalid"));
  query.limit = 51;
  BOOST_CHECK_EXCEPTION(List(query), domain::Error, Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(AreHiddenFromAnotherTenantAndFromMembers) {
  const auto numbers = [&](domain::TenantStore& store) {
    return store.Transact([&](domain::UnitOfWork& unit) {
      std::string all;
      for (const bool latest : {false, true}) {
        for (const auto& people : {std::optional<std::vector<domain::UserId>>(),
                                   std::optional(std::vector{erin.user})}) {
          BookingListQuery query;
          query.latest_first = latest;
          query.filter.people = people;
          all += Numbers(unit.booking_admin().List(query).bookings) + ";";
        }
      }
      return all;
    });
  };
  BOOST_TEST(numbers(*Dave()) == ";;;;");
  BOOST_TEST(numbers(*Carol()) == "0 1 4;;4 1 0;;");
}

BOOST_AUTO_TEST_CASE(FindPeopleByHowTheirNamesAndAddressesBegin) {
  BOOST_TEST(Found("eRIN m") == "Erin Miller");
  BOOST_TEST(Found("mill") == "Erin Miller");
  BOOST_TEST(Found(erin.email.substr(0, 12)) == "Erin Miller");
  BOOST_TEST(Found("iller") == "");
  BOOST_TEST(Found("100%") == "");
  BOOST_TEST(Found("") == "");
  two.sql().Run(
      "update nx.nx_tenant_membership set display_name = 'Ägidius Özil' where user_id = $1",
      {two.AddPerson(two.acme, "Somebody").user.str()});
  BOOST_TEST(Found("ägi") == "Ägidius Özil");
  BOOST_TEST(Found("özil") == "Ägidius Özil");
}

BOOST_AUTO_TEST_CASE(FindNobodyOfAnotherTenantAndNobodyForMembers) {
  BOOST_TEST(Found("dave") == "");
  BOOST_TEST(FindPeople(*Carol(), "erin").people.empty());
  BOOST_TEST(FindPeople(*Carol(), "carol").people.empty());
}

BOOST_AUTO_TEST_CASE(FindTwentyPeopleAtMost) {
  for (int i = 0; i < 21; ++i) {
    two.AddPerson(two.acme, "Zed" + std::to_string(i));
  }
  const domain::PeopleFound found = FindPeople(*Alice(), "zed");
  BOOST_TEST(found.people.size() == 20u);
  BOOST_TEST(!found.are_all);
  BOOST_TEST(FindPeople(*Alice(), "zed1").are_all);
  BOOST_CHECK_EXCEPTION(ExportBookings(*Alice(), two.alice, Input("zed")), domain::Error,
                        Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(AreListedForWhoeverIsLookedFor) {
  const domain::StaffList list = ListBookings(*Alice(), Input("erin"));
  BOOST_TEST(Numbers(list.page.bookings) == "2 3");
  BOOST_TEST(list.found->people.size() == 1u);
  BOOST_TEST(list.purposes.size() == 3u);
  BOOST_TEST(ListBookings(*Alice(), Input("nobody at all")).page.bookings.empty());
  domain::StaffListInput backwards = Input();
  backwards.query.filter.from = In(60);
  backwards.query.filter.until = In(0);
  BOOST_CHECK_EXCEPTION(ListBookings(*Alice(), backwards), domain::Error, Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(AreExportedWholeAndThatIsWrittenDown) {
  domain::StaffListInput input = Input();
  input.query.limit = 1;
  BOOST_TEST(Numbers(ExportBookings(*Alice(), two.alice, input).page.bookings) == "0 1 2 3 4");
  BOOST_TEST(two.sql().Text("select details->>'rows' from nx.nx_audit_log where tenant_id = $1 and "
                            "action = 'bookings.exported' and actor_user_id = $2",
                            {two.acme.id.str(), two.alice.user.str()}) == "5");
}

BOOST_AUTO_TEST_CASE(AreNotExportedWhereThereAreTooMany) {
  two.sql().Run(
      "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status, "
      "start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name) select $1, "
      "'intro_call', 1, 'failed', now() + n * interval '1 min', now() + n * interval '1 min' + "
      "interval '30 min', 'UTC', $2, 'a@b.test', 'A' from generate_series(1, 10001) n",
      {two.acme.id.str(), two.carol.user.str()});
  BOOST_CHECK_EXCEPTION(ExportBookings(*Alice(), two.alice, Input()), domain::Error,
                        Refuses("invalid"));
  domain::StaffListInput input = Input();
  input.query.filter.status = BookingStatus::kScheduled;
  BOOST_TEST(ExportBookings(*Alice(), two.alice, input).page.bookings.size() == 4u);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

// Carol's confirmation has been sent.
struct StaffBookingFixture : StoreFixture {
  StaffBookingFixture() : booking(InsertCarols()) {
    booking.status = BookingStatus::kScheduled;
    Carol()->Transact([&](domain::UnitOfWork& unit) { unit.bookings().Update(booking); });
    created = Id("event_key = 'booking_created' and channel = 'email'");
    Set(created, "state = 'sent', settled_at = nx.now(), attempt = 1");
  }

  domain::OutboxId Id(const std::string& condition) {
    return domain::OutboxId::Parse(
               two.sql().Text(
                   "select id from nx.nx_notification_outbox where booking_uid = $1 and " +
                       condition + " limit 1",
                   {booking.id.str()}))
        .value();
  }
  void Set(const domain::OutboxId& id, const std::string& assignment) {
    two.sql().Run("update nx.nx_notification_outbox set " + assignment + " where id = $1",
                  {id.str()});
  }
  std::string Count(const std::string& condition) {
    return two.sql().Text(
        "select count(*) from nx.nx_notification_outbox where booking_uid = $1 and " + condition,
        {booking.id.str()});
  }
  domain::BookingResult Resend(const domain::OutboxId& id, const domain::Idempotent& key = {}) {
    return ResendMessage(*Alice(), two.alice, {booking.id, id, key});
  }

  Booking booking;
  domain::OutboxId created;
};

domain::Idempotent Key(const std::string& key) {
  return {.key = domain::IdempotencyKey{"POST /test", key, {}},
          .answer =
              [](const Booking&) {
                return domain::StoredAnswer{303, "/there"};
              },
          .refusal =
              [](const domain::Error& error) {
                return domain::StoredAnswer{409, error.reason()};
              }};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ABookingForStaff, StaffBookingFixture)

BOOST_AUTO_TEST_CASE(TellsWhatWasSentAndHow) {
  two.sql().Run(
      "insert into nx.nx_notification_attempt (tenant_id, outbox_id, attempt, outcome, error) "
      "values ($1, $2, 1, 'pending', 'http_503'), ($1, $2, 2, 'sent', null)",
      {two.acme.id.str(), created.str()});
  const domain::StaffBooking shown = ShowStaffBooking(*Alice(), booking.id);
  BOOST_TEST(shown.purpose_title == "Intro Call");
  BOOST_TEST(shown.attendee->email == two.carol.email);
  const auto found = std::ranges::find_if(
      shown.messages, [&](const auto& message) { return message.entry.id == created; });
  BOOST_REQUIRE((found != shown.messages.end()));
  BOOST_TEST(found->state == "sent");
  BOOST_TEST(found->settled_at.has_value());
  BOOST_REQUIRE(found->attempts.size() == 2u);
  BOOST_TEST(found->attempts[0].error == "http_503");
  BOOST_TEST(found->attempts[1].outcome == "sent");
}

BOOST_AUTO_TEST_CASE(TellsWhoAskedForWhat) {
  domain::Intent intent;
  intent.booking = booking.id;
  intent.kind = domain::IntentKind::kMove;
  intent.new_start = In(120);
  intent.reason = "The train is late";
  intent.actor = two.bob.user;
  Alice()->Transact([&](domain::UnitOfWork& unit) {
    unit.intents().Close(unit.intents().Open(intent), domain::IntentOutcome::kRefused);
  });
  const auto timeline = ShowStaffBooking(*Alice(), booking.id).timeline;
  BOOST_REQUIRE(timeline.size() == 2u);
  BOOST_TEST((timeline[0].what == domain::BookingAct::What::kBooked));
  BOOST_TEST((timeline[1].what == domain::BookingAct::What::kMoved));
  BOOST_TEST((timeline[1].new_start == intent.new_start));
  BOOST_TEST(timeline[1].actor_name == "Bob");
  BOOST_TEST(timeline[1].reason == "The train is late");
  BOOST_TEST((timeline[1].outcome == domain::IntentOutcome::kRefused));
}

BOOST_AUTO_TEST_CASE(IsNotThereForAnotherTenant) {
  BOOST_CHECK_EXCEPTION(ShowStaffBooking(*Dave(), booking.id), domain::Error, Refuses("not_found"));
  BOOST_CHECK_EXCEPTION(ResendMessage(*Dave(), two.dave, {booking.id, created, {}}), domain::Error,
                        Refuses("not_found"));
}

BOOST_AUTO_TEST_CASE(SendsAnotherMessageLikeOneThatHasLeft) {
  Resend(created);
  BOOST_TEST(
      Count("event_key = 'booking_created' and channel = 'email' and copy = 1 and state = "
            "'pending' and due_at <= nx.now() and expires_at > nx.now() + interval '23 h'") == "1");
  BOOST_TEST(Count("event_key = 'booking_created' and channel = 'email' and copy = 0 and state = "
                   "'sent'") == "1");
  BOOST_TEST(two.sql().Text("select details->>'booking' from nx.nx_audit_log where action = "
                            "'outbox.resent' and subject = $1 and actor_user_id = $2",
                            {created.str(), two.alice.user.str()}) == booking.id.str());
}

BOOST_AUTO_TEST_CASE(TriesOneAgainThatHasFailed) {
  Set(created, "state = 'dead', last_error = 'http_400'");
  Resend(created);
  BOOST_TEST(Count("event_key = 'booking_created' and channel = 'email'") == "1");
  BOOST_TEST(Count("id = '" + created.str() + "' and state = 'pending'") == "1");
}

BOOST_AUTO_TEST_CASE(SendsOnceForOneKey) {
  BOOST_TEST(std::holds_alternative<Booking>(Resend(created, Key("resend-1"))));
  BOOST_TEST(std::get<domain::StoredAnswer>(Resend(created, Key("resend-1"))).body == "/there");
  BOOST_TEST(Count("copy > 0") == "1");
  Resend(created, Key("resend-2"));
  BOOST_TEST(Count("copy > 0") == "2");
}

BOOST_AUTO_TEST_CASE(SendsNothingAgainThatWouldMislead) {
  const auto refused = [&](const domain::OutboxId& id) {
    BOOST_CHECK_EXCEPTION(Resend(id), domain::Error, Refuses("conflict"));
  };
  refused(Id("event_key = 'booking_reminder' and channel = 'email'"));
  refused(Id("event_key = 'booking_created' and channel = 'in_app'"));
  for (const char* state : {"pending", "uncertain", "suppressed", "superseded"}) {
    Set(created, std::string("state = '") + state + "'");
    refused(created);
  }
  Set(created, "state = 'sent', revision = revision + 1");
  refused(created);
  BOOST_TEST(Count("copy > 0") == "0");
}

BOOST_AUTO_TEST_CASE(SendsNineCopiesAtMost) {
  for (int i = 0; i < 9; ++i) {
    Resend(created);
  }
  BOOST_CHECK_EXCEPTION(Resend(created), domain::Error, Refuses("conflict"));
  BOOST_TEST(Count("copy > 0") == "9");
}

BOOST_AUTO_TEST_CASE(KnowsNoMessageOfAnotherBooking) {
  const Booking other = InsertCarols(In(9 * 24 * 60));
  BOOST_CHECK_EXCEPTION(ResendMessage(*Alice(), two.alice, {other.id, created, {}}), domain::Error,
                        Refuses("not_found"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
