#include <boost/test/unit_test.hpp>
#include <future>
#include <string>

#include "domain/crypto.h"
#include "tests/persistence/stores.h"

namespace nexcyte::testing {

using domain::IdempotencyKey;
using domain::UnitOfWork;

namespace {

struct IdempotencyFixture : StoreFixture {
  IdempotencyFixture() { domain::InitCrypto(); }

  IdempotencyKey key{"POST /api/schedule/book", "0123456789abcdef", domain::Digest{1, 2, 3}};

  bool Claim(domain::TenantStore& store) {
    return store.Transact([&](UnitOfWork& unit) { return unit.idempotency().Claim(key, {}); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(IdempotencyKeys, IdempotencyFixture)

BOOST_AUTO_TEST_CASE(BelongToOnePersonAndRoute) {
  auto carol = Carol();
  BOOST_TEST(Claim(*carol));
  BOOST_TEST(!Claim(*carol));
  BOOST_TEST(Claim(*StoreFor(app, two.acme, two.bob)));
  BOOST_TEST(Claim(*Dave()));
  key.route = "POST /api/schedule/cancel";
  BOOST_TEST(Claim(*carol));
}

BOOST_AUTO_TEST_CASE(KeepTheFirstAnswer) {
  const domain::Booking booking = InsertCarols();
  Carol()->Transact([&](UnitOfWork& unit) {
    unit.idempotency().Claim(key, booking.id);
    const auto running = unit.idempotency().Find(key).value();
    BOOST_TEST(!running.answer.has_value());
    BOOST_TEST((running.booking == booking.id && running.request == key.request));
    unit.idempotency().Store(key, {201, "{\"booking\":{}}"});
    const auto done = unit.idempotency().Find(key).value();
    BOOST_TEST(done.answer.value().status == 201);
    BOOST_TEST(done.answer->body == "{\"booking\":{}}");
  });
}

BOOST_AUTO_TEST_CASE(AreFreeAgainWhenGivenBackUnanswered) {
  auto store = Carol();
  Claim(*store);
  store->Transact([&](UnitOfWork& unit) { unit.idempotency().Release(key); });
  BOOST_TEST(Claim(*store));
  store->Transact([&](UnitOfWork& unit) {
    unit.idempotency().Store(key, {200, "{}"});
    unit.idempotency().Release(key);
    BOOST_TEST(unit.idempotency().Find(key).has_value());
  });
}

BOOST_AUTO_TEST_CASE(AreFreeAgainAfterADay) {
  auto store = Carol();
  Claim(*store);
  two.sql().Run(
      "update nx.nx_idempotency_key set status = 200, body = '{}', "
      "expires_at = now() - interval '1 s' where user_id = $1",
      {two.carol.user.str()});
  store->Transact([&](UnitOfWork& unit) {
    BOOST_TEST(!unit.idempotency().Find(key).has_value());
    BOOST_TEST(unit.idempotency().Claim(key, {}));
    BOOST_TEST(!unit.idempotency().Find(key).value().answer.has_value());
  });
}

// What is about a booking is followed up; anything else waits for nobody for a day.
BOOST_AUTO_TEST_CASE(AreFreeSoonWhenTheirWorkerDied) {
  const domain::Booking booking = InsertCarols();
  const auto lasting = [this] {
    return two.sql().Text(
        "select string_agg(extract(epoch from expires_at - created_at)::int / 60 || '', ' ')"
        " from nx.nx_idempotency_key where user_id = $1",
        {two.carol.user.str()});
  };
  auto store = Carol();
  Claim(*store);
  BOOST_TEST(lasting() == "2");
  store->Transact([&](UnitOfWork& unit) { unit.idempotency().Store(key, {200, "{}"}); });
  BOOST_TEST(lasting() == "1440");
  two.sql().Run("delete from nx.nx_idempotency_key where user_id = $1", {two.carol.user.str()});
  store->Transact([&](UnitOfWork& unit) { unit.idempotency().Claim(key, booking.id); });
  BOOST_TEST(lasting() == "1440");
}

// The rival's claim is not decided before the first one's transaction ends.
BOOST_AUTO_TEST_CASE(MakeARivalWaitForTheFirstClaimsTransaction) {
  persistence::Database rival_database({AppUrl()});
  auto rival = StoreFor(rival_database, two.acme, two.carol);
  std::future<bool> rival_claim;
  Carol()->Transact([&](UnitOfWork& unit) {
    unit.idempotency().Claim(key, {});
    rival_claim = std::async(std::launch::async, [&] { return Claim(*rival); });
    BOOST_TEST(
        (rival_claim.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout));
  });
  BOOST_TEST(!rival_claim.get());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(TemplatesAndAudit, IdempotencyFixture)

BOOST_AUTO_TEST_CASE(GiveBackgroundWorkTheTenantsEnabledText) {
  two.sql().Run(
      "insert into nx.nx_notification_template (tenant_id, event_key, channel, "
      "subject_template, body_text_template, body_html_template) values "
      "($1, 'booking_created', 'email', 'S', 'T', 'H')",
      {two.acme.id.str()});
  auto store = dispatch.ForSystem(two.acme.id);
  const auto find = [](UnitOfWork& unit) {
    return unit.templates().Find("booking_created", domain::Channel::kEmail);
  };
  const auto texts = store->Transact(find).value();
  BOOST_TEST(texts.subject + texts.text + texts.html == "STH");
  two.sql().Run("update nx.nx_notification_template set is_enabled = false where tenant_id = $1",
                {two.acme.id.str()});
  BOOST_TEST(!store->Transact(find).has_value());
}

BOOST_AUTO_TEST_CASE(KeepWhoDidWhatForAdminsToRead) {
  Carol()->Transact([&](UnitOfWork& unit) {
    unit.audit().Append({two.carol.user, "booking.cancelled", "some-id", {{"was", "scheduled"}}});
  });
  StoreFor(app, two.acme)->Transact([](UnitOfWork& unit) {
    unit.audit().Append({std::nullopt, "account.verified", "", {}});
  });
  BOOST_TEST(
      two.sql().Text("select string_agg(actor_role || ' ' || action || ' ' || "
                     "(actor_user_id is not null) || ' ' || details::text, ', ' order by at) "
                     "from nx.nx_audit_log where tenant_id = $1",
                     {two.acme.id.str()}) ==
      "member booking.cancelled true {\"was\": \"scheduled\"}, "
      "visitor account.verified false {}");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
