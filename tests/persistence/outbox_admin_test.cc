// What staff see of the outbox, and what they may do to it.
#include "domain/use_cases/outbox_admin.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::OutboxId;
using domain::OutboxShelf;

namespace {

// Carol has booked: a confirmation and reminders wait for her.
struct OutboxAdminFixture : StoreFixture {
  OutboxAdminFixture() : booking(InsertCarols()) {
    booking.status = domain::BookingStatus::kScheduled;
    Carol()->Transact([&](domain::UnitOfWork& unit) { unit.bookings().Update(booking); });
    created = IdOf("booking_created");
  }

  OutboxId IdOf(const std::string& event) {
    return OutboxId::Parse(
               two.sql().Text("select id from nx.nx_notification_outbox where "
                              "booking_uid = $1 and event_key = $2 and channel = 'email' "
                              "limit 1",
                              {booking.id.str(), event}))
        .value();
  }
  void Set(const OutboxId& id, const std::string& assignment) {
    two.sql().Run("update nx.nx_notification_outbox set " + assignment + " where id = $1",
                  {id.str()});
  }
  std::string Cell(const OutboxId& id, const std::string& expression) {
    return two.sql().Text("select " + expression + " from nx.nx_notification_outbox where id = $1",
                          {id.str()});
  }
  std::string Audited(const std::string& action) {
    return two.sql().Text(
        "select count(*) from nx.nx_audit_log where action = $1 and subject = $2 and "
        "actor_user_id = $3",
        {action, created.str(), two.alice.user.str()});
  }
  domain::OutboxView Shelf(OutboxShelf shelf, int limit = 50, const std::string& cursor = "") {
    return ShowOutbox(*Alice(), {shelf, limit, cursor});
  }
  // A verification mail that somebody else waits for.
  OutboxId AccountMail() {
    return OutboxId::Parse(
               two.sql().Text(
                   "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, "
                   "recipient_kind, recipient, expires_at) values ($1, 'account_verify', "
                   "'email', 'account', 'new@acme.test', nx.now() + interval '1 day') "
                   "returning id",
                   {two.acme.id.str()}))
        .value();
  }

  domain::Booking booking;
  OutboxId created;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(OutboxForStaff, OutboxAdminFixture)

BOOST_AUTO_TEST_CASE(ShowsWhatWaitsInTheOrderOfSending) {
  const domain::OutboxView view = Shelf(OutboxShelf::kWaiting);
  BOOST_REQUIRE(view.page.entries.size() == 3u);
  BOOST_TEST(view.page.entries.front().id.str() == created.str());
  BOOST_TEST(view.page.entries.front().recipient == two.carol.email);
  BOOST_TEST(view.page.entries.back().event_key == "booking_reminder");
  BOOST_TEST(view.counts.waiting == 3);
  BOOST_TEST(view.counts.oldest_due.has_value());
  BOOST_TEST(Shelf(OutboxShelf::kWaiting, 1).page.entries.size() == 1u);
}

BOOST_AUTO_TEST_CASE(SortsWhatDidNotLeaveByItsState) {
  Set(created, "state = 'dead', last_error = 'http_400', attempt = 2");
  const domain::OutboxView dead = Shelf(OutboxShelf::kDead);
  BOOST_REQUIRE(dead.page.entries.size() == 1u);
  BOOST_TEST(dead.page.entries.front().error == "http_400");
  BOOST_TEST(dead.page.entries.front().attempt == 2);
  BOOST_TEST(dead.counts.dead == 1);
  BOOST_TEST(dead.counts.waiting == 2);
  for (const char* state : {"uncertain", "bounced", "suppressed"}) {
    Set(created, std::string("state = '") + state + "'");
    const OutboxShelf shelf = domain::ParseOutboxShelf(state).value();
    BOOST_TEST(Shelf(shelf).page.entries.size() == 1u, state);
    BOOST_TEST(Shelf(shelf).counts.Of(shelf) == 1, state);
    BOOST_TEST(Shelf(OutboxShelf::kDead).page.entries.empty(), state);
  }
}

BOOST_AUTO_TEST_CASE(PagesThroughAShelf) {
  two.sql().Run(
      "update nx.nx_notification_outbox set state = 'dead' where booking_uid = $1 and "
      "channel = 'email'",
      {booking.id.str()});
  const domain::OutboxPage first = Shelf(OutboxShelf::kDead, 2).page;
  BOOST_REQUIRE(first.entries.size() == 2u);
  const domain::OutboxPage second = Shelf(OutboxShelf::kDead, 2, first.next_cursor).page;
  BOOST_REQUIRE(second.entries.size() == 1u);
  BOOST_TEST(second.next_cursor.empty());
  BOOST_TEST(second.entries.front().id.str() != first.entries.front().id.str());
  BOOST_TEST(second.entries.front().id.str() != first.entries.back().id.str());
  BOOST_CHECK_EXCEPTION(Shelf(OutboxShelf::kDead, 2, "nowhere"), domain::Error, Refuses("invalid"));
}

BOOST_AUTO_TEST_CASE(TellsWhichProviderIsLeftAlone) {
  Pg background(DispatchUrl());
  background.Run("select nx.pause_provider('sms', interval '1 hour', 'http_401')");
  const auto pauses = Shelf(OutboxShelf::kWaiting).pauses;
  two.sql().Run("delete from nx.nx_provider_pause where channel = 'sms'");
  BOOST_REQUIRE(pauses.size() == 1u);
  BOOST_TEST((pauses.front().channel == domain::Channel::kSms));
  BOOST_TEST(pauses.front().reason == "http_401");
}

BOOST_AUTO_TEST_CASE(SendsOnceMoreWhatHasEnded) {
  Set(created,
      "state = 'dead', last_error = 'expired', attempt = 3, settled_at = nx.now(), "
      "expires_at = nx.now() - interval '1 day', uncertain_since = nx.now(), resends = 1");
  RequeueMessage(*Alice(), two.alice, created);
  BOOST_TEST(Cell(created, "state || ' ' || attempt || ' ' || resends") == "pending 3 0");
  BOOST_TEST(Cell(created,
                  "due_at <= nx.now() and expires_at > nx.now() + interval '23 hours' "
                  "and uncertain_since is null and last_error is null "
                  "and settled_at is null") == "t");
  BOOST_TEST(Audited("outbox.requeued") == "1");
}

BOOST_AUTO_TEST_CASE(SendsNothingOnceMoreThatIsOnItsWay) {
  for (const char* state : {"pending", "uncertain", "sent", "delivered", "suppressed"}) {
    Set(created, std::string("state = '") + state + "'");
    BOOST_CHECK_EXCEPTION(RequeueMessage(*Alice(), two.alice, created), domain::Error,
                          Refuses("conflict"));
    BOOST_TEST(Cell(created, "state") == state);
  }
  BOOST_TEST(Audited("outbox.requeued") == "0");
}

BOOST_AUTO_TEST_CASE(TakesOutWhatWaits) {
  DropMessage(*Alice(), two.alice, created);
  BOOST_TEST(Cell(created, "state || ' ' || last_error") == "superseded dropped");
  BOOST_TEST(Audited("outbox.dropped") == "1");
  BOOST_CHECK_EXCEPTION(DropMessage(*Alice(), two.alice, created), domain::Error,
                        Refuses("conflict"));
}

BOOST_AUTO_TEST_CASE(LeavesAloneWhatIsBeingSent) {
  Set(created, "state = 'sending', lease_expires_at = nx.now() + interval '1 min'");
  BOOST_CHECK_EXCEPTION(DropMessage(*Alice(), two.alice, created), domain::Error,
                        Refuses("conflict"));
  BOOST_CHECK_EXCEPTION(RequeueMessage(*Alice(), two.alice, created), domain::Error,
                        Refuses("conflict"));
  BOOST_TEST(Cell(created, "state") == "sending");
}

BOOST_AUTO_TEST_CASE(LeavesMailsAboutAccountsAlone) {
  const OutboxId mail = AccountMail();
  BOOST_CHECK_EXCEPTION(DropMessage(*Alice(), two.alice, mail), domain::Error, Refuses("conflict"));
  Set(mail, "state = 'dead'");
  BOOST_CHECK_EXCEPTION(RequeueMessage(*Alice(), two.alice, mail), domain::Error,
                        Refuses("conflict"));
  const auto entries = Shelf(OutboxShelf::kDead).page.entries;
  BOOST_REQUIRE(entries.size() == 1u);
  BOOST_TEST(!domain::MayRequeue(entries.front(), OutboxShelf::kDead));
}

BOOST_AUTO_TEST_CASE(HidesEverythingFromAnotherTenant) {
  Set(created, "state = 'dead'");
  BOOST_TEST(ShowOutbox(*Dave(), {OutboxShelf::kDead, 50, ""}).page.entries.empty());
  BOOST_CHECK_EXCEPTION(RequeueMessage(*Dave(), two.dave, created), domain::Error,
                        Refuses("not_found"));
  BOOST_CHECK_EXCEPTION(DropMessage(*Dave(), two.dave, created), domain::Error,
                        Refuses("not_found"));
  BOOST_TEST(Cell(created, "state") == "dead");
}

BOOST_AUTO_TEST_CASE(KeepsOneMembersMessagesFromAnother) {
  Set(created, "state = 'dead'");
  const domain::Actor erin = two.AddPerson(two.acme, "Erin");
  auto store = StoreFor(app, two.acme, erin);
  BOOST_TEST(ShowOutbox(*store, {OutboxShelf::kDead, 50, ""}).page.entries.empty());
  BOOST_CHECK_EXCEPTION(RequeueMessage(*store, erin, created), domain::Error, Refuses("not_found"));
}

BOOST_AUTO_TEST_CASE(StopsAChannelAndStartsItAgain) {
  PauseChannel(*Alice(), two.alice, domain::Channel::kEmail);
  const auto pauses = Shelf(OutboxShelf::kWaiting).staff_pauses;
  BOOST_REQUIRE(pauses.size() == 1u);
  BOOST_TEST((pauses.front().channel == domain::Channel::kEmail));
  BOOST_TEST(pauses.front().actor_name == "Alice");
  BOOST_CHECK_EXCEPTION(PauseChannel(*Alice(), two.alice, domain::Channel::kEmail), domain::Error,
                        Refuses("conflict"));
  BOOST_TEST(ShowOutbox(*Dave(), {}).staff_pauses.empty());
  BOOST_CHECK_EXCEPTION(ResumeChannel(*Dave(), two.dave, domain::Channel::kEmail), domain::Error,
                        Refuses("conflict"));
  ResumeChannel(*Alice(), two.alice, domain::Channel::kEmail);
  BOOST_TEST(Shelf(OutboxShelf::kWaiting).staff_pauses.empty());
  BOOST_TEST(two.sql().Text("select string_agg(action || ' ' || subject, ', ' order by at) from "
                            "nx.nx_audit_log where action in ('outbox.paused', 'outbox.resumed') "
                            "and actor_user_id = $1",
                            {two.alice.user.str()}) == "outbox.paused email, outbox.resumed email");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
