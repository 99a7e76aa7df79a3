// A person's notices: what is there, in which order, and who sees it.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domain/crypto.h"
#include "tests/persistence/fresh_database.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::Booking;
using domain::BookingStatus;
using domain::NoticeQuery;
using domain::StoredNoticePage;
using domain::UnitOfWork;

namespace {

struct NoticesFixture : StoreFixture {
  Booking Schedule(const domain::Tenant& tenant, const domain::Actor& person, int minutes_ahead) {
    Booking booking = NewBooking(tenant, person, In(minutes_ahead));
    StoreFor(app, tenant, person)->Transact([&](UnitOfWork& unit) {
      unit.bookings().Insert(booking);
      booking.status = BookingStatus::kScheduled;
      unit.bookings().Update(booking);
    });
    return booking;
  }
  static StoredNoticePage List(domain::TenantStore& store, const NoticeQuery& query = {}) {
    return store.Transact([&](UnitOfWork& unit) { return unit.notices().List(query); });
  }
  // The event of each, in order.
  static std::vector<std::string> Told(const StoredNoticePage& page) {
    std::vector<std::string> told;
    for (const domain::StoredNotice& notice : page.notices) {
      told.push_back(notice.message.event_key);
    }
    return told;
  }
  int Unread(const domain::Tenant& tenant, const domain::Actor& person) {
    const domain::Digest token = domain::Sha256(person.email + std::to_string(++sign_ins));
    StoreFor(app, tenant)->Transact([&](UnitOfWork& unit) {
      unit.sessions().Insert(person.user, token, "Browser", "127.0.0.1");
    });
    return app.Open({tenant.slug, token, {}, true}).value().unread_notices;
  }
  int sign_ins = 0;
};

using Words = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(Notices, NoticesFixture)

BOOST_AUTO_TEST_CASE(ListWhatTheTriggerWroteWithWhatItsTextNeeds) {
  const Booking booking = Schedule(two.acme, two.carol, 3 * 24 * 60);
  const StoredNoticePage page = List(*Carol());
  BOOST_TEST((Told(page) == Words{"booking_created"}));
  BOOST_TEST(page.next_cursor == "");
  const domain::StoredNotice& notice = page.notices[0];
  BOOST_TEST((notice.message.booking == booking.id));
  BOOST_TEST((notice.message.channel == domain::Channel::kInApp));
  BOOST_TEST(notice.message.payload.at("start") == domain::FormatRfc3339(booking.time.start));
  BOOST_TEST((notice.material.booking->time == booking.time));
  BOOST_TEST(notice.material.purpose_title != "");
  BOOST_TEST(!notice.material.own_texts.has_value());
  BOOST_TEST(!notice.is_read);
}

BOOST_AUTO_TEST_CASE(CarryTheTenantsOwnTextWhenItIsEnabled) {
  Schedule(two.acme, two.carol, 3 * 24 * 60);
  two.sql().Run(
      "insert into nx.nx_notification_template (tenant_id, event_key, channel, subject_template, "
      "body_text_template) values ($1, 'booking_created', 'in_app', 'Hooray', 'Booked')",
      {two.acme.id.str()});
  BOOST_TEST(List(*Carol()).notices[0].material.own_texts.value().subject == "Hooray");
  two.sql().Run("update nx.nx_notification_template set is_enabled = false where tenant_id = $1",
                {two.acme.id.str()});
  BOOST_TEST(!List(*Carol()).notices[0].material.own_texts.has_value());
}

BOOST_AUTO_TEST_CASE(ShowARemindersNoticeFromItsTimeOnAndNeverOfADeadBooking) {
  Booking booking = Schedule(two.acme, two.carol, 3 * 24 * 60);
  BOOST_TEST((Told(List(*Carol())) == Words{"booking_created"}));
  two.sql().Run(
      "update nx.nx_notification_outbox set due_at = nx.now() where booking_uid = $1 "
      "and channel = 'in_app' and due_offset_minutes = 1440",
      {booking.id.str()});
  BOOST_TEST((Told(List(*Carol())) == Words{"booking_reminder", "booking_created"}));
  BOOST_TEST(Unread(two.acme, two.carol) == 2);
  booking.status = BookingStatus::kCancelled;
  Carol()->Transact([&](UnitOfWork& unit) { unit.bookings().Update(booking); });
  BOOST_TEST((Told(List(*Carol())) == Words{"booking_cancelled", "booking_created"}));
  BOOST_TEST(Unread(two.acme, two.carol) == 2);
}

BOOST_AUTO_TEST_CASE(ComeInPagesWithoutGapOrRepetition) {
  for (int i = 0; i < 5; ++i) {
    Schedule(two.acme, two.carol, (3 + i) * 24 * 60);
  }
  // Equal times: the id decides.
  two.sql().Run(
      "update nx.nx_notification_outbox set due_at = '2026-01-01T00:00:00Z' where tenant_id = $1 "
      "and event_key = 'booking_created'",
      {two.acme.id.str()});
  std::vector<std::string> seen;
  NoticeQuery query{.limit = 2, .cursor = ""};
  do {
    const StoredNoticePage page = List(*Carol(), query);
    for (const domain::StoredNotice& notice : page.notices) {
      seen.push_back(notice.message.id.str());
    }
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  BOOST_TEST(seen.size() == 5U);
  BOOST_TEST(std::is_sorted(seen.rbegin(), seen.rend()));
}

BOOST_AUTO_TEST_CASE(RefuseAPlaceAndALengthThatAreNone) {
  BOOST_CHECK_EXCEPTION(List(*Carol(), {.limit = 10, .cursor = "nowhere"}), domain::Error,
                        Refuses("invalid"));
  BOOST_CHECK_EXCEPTION(List(*Carol(), {.limit = 0, .cursor = ""}), domain::Error,
                        Refuses("invalid"));
  BOOST_CHECK_EXCEPTION(List(*Carol(), {.limit = 101, .cursor = ""}), domain::Error,
                        Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(AreReadBookingByBookingOrAllAtOnce) {
  const Booking first = Schedule(two.acme, two.carol, 3 * 24 * 60);
  Schedule(two.acme, two.carol, 4 * 24 * 60);
  Schedule(two.acme, two.carol, 5 * 24 * 60);
  const auto mark = [&](const domain::BookingId& id) {
    return Carol()->Transact([&](UnitOfWork& unit) { return unit.notices().MarkRead(id); });
  };
  BOOST_TEST(mark(first.id) == 1);
  BOOST_TEST(mark(first.id) == 0);
  BOOST_TEST(Unread(two.acme, two.carol) == 2);
  BOOST_TEST(List(*Carol()).notices.back().is_read);
  Carol()->Transact([](UnitOfWork& unit) { unit.notices().MarkAllRead(); });
  BOOST_TEST(Unread(two.acme, two.carol) == 0);
  // What is due later is not read yet.
  BOOST_TEST(two.sql().Text("select count(*) from nx.nx_notification_outbox where tenant_id = $1 "
                            "and event_key = 'booking_reminder' and read_at is not null",
                            {two.acme.id.str()}) == "0");
}

BOOST_AUTO_TEST_CASE(AreCountedOnlyWhenAskedForAndNoFurtherThanAHundred) {
  const Booking booking = Schedule(two.acme, two.carol, 3 * 24 * 60);
  const std::string many =
      "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, revision, channel,"
      " recipient_kind, recipient_user_id, recipient, state, expires_at)"
      " select tenant_id, booking_uid, event_key, n, channel, recipient_kind, recipient_user_id,"
      " recipient, 'sent', expires_at from nx.nx_notification_outbox, generate_series(1, 200) n"
      " where booking_uid = $1 and channel = 'in_app' and event_key = 'booking_created'";
  two.sql().Run(many, {booking.id.str()});
  BOOST_TEST(Unread(two.acme, two.carol) == domain::kMostUnreadCounted);
  const domain::Digest token = domain::Sha256(two.carol.email + "again");
  StoreFor(app, two.acme)->Transact([&](UnitOfWork& unit) {
    unit.sessions().Insert(two.carol.user, token, "Browser", "127.0.0.1");
  });
  BOOST_TEST(app.Open({two.acme.slug, token, {}}).value().unread_notices == 0);
}

BOOST_AUTO_TEST_CASE(AreNobodyElses) {
  const domain::Actor erin = two.AddPerson(two.acme, "Erin");
  const Booking carols = Schedule(two.acme, two.carol, 3 * 24 * 60);
  const Booking daves = Schedule(two.globex, two.dave, 3 * 24 * 60);
  for (const domain::Actor& other : {erin, two.alice, two.bob}) {
    auto store = StoreFor(app, two.acme, other);
    BOOST_TEST(List(*store).notices.empty());
    BOOST_TEST(
        store->Transact([&](UnitOfWork& unit) { return unit.notices().MarkRead(carols.id); }) == 0);
    store->Transact([](UnitOfWork& unit) { unit.notices().MarkAllRead(); });
    BOOST_TEST(Unread(two.acme, other) == 0);
  }
  BOOST_TEST(
      Dave()->Transact([&](UnitOfWork& unit) { return unit.notices().MarkRead(carols.id); }) == 0);
  BOOST_TEST(List(*Dave()).notices.size() == 1U);
  BOOST_TEST((List(*Dave()).notices[0].message.booking == daves.id));
  BOOST_TEST(Unread(two.acme, two.carol) == 1);
}

// Beneath the repository's own conditions: what the database lets the portal's role see and mark.
BOOST_AUTO_TEST_CASE(AreKeptApartByTheDatabaseItself) {
  const domain::Actor erin = two.AddPerson(two.acme, "Erin");
  Schedule(two.acme, two.carol, 3 * 24 * 60);
  Schedule(two.globex, two.dave, 3 * 24 * 60);
  const auto rows_of = [&](const domain::Tenant& tenant, const domain::Actor& person) {
    Pg role(AppUrl());
    role.Run("begin");
    role.Run(
        "select set_config('nx.tenant_id', $1, true), set_config('nx.user_id', $2, true), "
        "set_config('nx.role', 'member', true)",
        {tenant.id.str(), person.user.str()});
    const std::string seen = role.Text("select count(id) from nx_notification_outbox");
    const auto marked = role.Run(
                                "update nx_notification_outbox set read_at = nx.now() "
                                "where channel = 'in_app'")
                            .touched;
    return seen + " " + std::to_string(marked);
  };
  BOOST_TEST(rows_of(two.acme, erin) == "0 0");
  BOOST_TEST(rows_of(two.globex, two.carol) == "0 0");
  BOOST_TEST(rows_of(two.acme, two.carol) == "6 3");
  Pg role(AppUrl());
  BOOST_TEST(role.Try("select secret from nx_notification_outbox").sqlstate == "42501");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

// A person with ten thousand notices, among those of others.
struct ManyNotices {
  FreshDatabase fresh;
  TwoTenants two{fresh.Url(SuperuserUrl())};

  ManyNotices() {
    two.sql().Run(
        "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,"
        " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name) select"
        " m.tenant_id, 'intro_call', 1, 'pending', nx.now() + n * interval '1 day',"
        " nx.now() + n * interval '1 day' + interval '30 min', 'UTC', m.user_id, m.email, 'X'"
        "   from nx.nx_tenant_membership m, generate_series(1, 50) n");
    two.sql().Run(
        "insert into nx.nx_notification_outbox (tenant_id, booking_uid, event_key, revision,"
        " channel, recipient_kind, recipient_user_id, recipient, state, due_at, read_at, "
        "expires_at)"
        " select tenant_id, uid, 'booking_created', n, 'in_app', 'attendee', attendee_user_id,"
        "        attendee_user_id, 'sent', nx.now() - n * interval '1 minute',"
        "        case when n > 1 then nx.now() end, nx.now()"
        "   from nx.nx_scheduler_booking, generate_series(1, 200) n");
    two.sql().Run("analyze nx.nx_notification_outbox");
  }
  // As the portal asks, for Carol.
  std::string Plan(const std::string& query) {
    Pg role(fresh.Url(AppUrl()));
    role.Run("begin");
    role.Run(
        "select set_config('nx.tenant_id', $1, true), set_config('nx.user_id', $2, true), "
        "set_config('nx.role', 'member', true)",
        {two.acme.id.str(), two.carol.user.str()});
    return role.Text("explain (format json) " + query);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ManyNotices_, ManyNotices)

// Whoever has ten thousand pays for a page and not for a life: both go through the indexes that
// were made for them.
BOOST_AUTO_TEST_CASE(CostWhatAFewCost) {
  const std::string of_person =
      " from nx_notification_outbox where recipient_user_id = (select nx.user_id())"
      " and channel = 'in_app' and state = 'sent' and due_at <= nx.now() ";
  const std::string list =
      Plan("select id" + of_person +
           "and (due_at, id) < (now(), gen_random_uuid()) order by due_at desc, id desc limit 51");
  BOOST_TEST(list.find("nx_notification_outbox_of_person") != std::string::npos, list);
  BOOST_TEST(list.find("\"Sort\"") == std::string::npos, list);
  const std::string count = Plan("select 1" + of_person + "and read_at is null limit 100");
  BOOST_TEST(count.find("nx_notification_outbox_unread") != std::string::npos, count);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
