#include "domain/use_cases/phone.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

struct PhoneWorld : AccountWorld {
  PhoneWorld() {
    // Throttles count by number too: everybody has one of their own.
    number = "+49151" + people.sql().Text("select lpad((random() * 1e8)::bigint::text, 8, '1')");
    acme->ActAs(people.carol);
    SetNumber(number);
  }

  void SetNumber(const std::string& value) {
    domain::Membership profile = people.carol;
    profile.phone = value;
    acme->Transact([&](domain::UnitOfWork& unit) { unit.memberships().UpdateProfile(profile); });
  }
  void Send() { SendPhoneCode(*acme, entropy, throttle, people.carol, now); }
  void Verify(const std::string& code) { VerifyPhone(*acme, people.carol, code); }
  std::string LastCode() {
    return people.sql().Text(
        "select secret from nx.nx_notification_outbox where recipient = $1 "
        "order by created_at desc limit 1",
        {number});
  }
  std::string WrongCode() { return LastCode() == "000000" ? "000001" : "000000"; }
  domain::PhoneState State() { return ShowPhone(*acme, people.carol); }
  std::string Column(const std::string& column) {
    return people.sql().Text("select coalesce((" + column +
                                 ")::text, '') from nx.nx_tenant_membership where user_id = $1",
                             {people.carol.user.str()});
  }

  std::string number;
};

BOOST_FIXTURE_TEST_SUITE(PhoneCodes, PhoneWorld)

BOOST_AUTO_TEST_CASE(ProveANumber) {
  BOOST_TEST(!State().has_code);
  Send();
  BOOST_TEST(State().has_code);
  BOOST_TEST(!State().is_verified);
  const std::string code = LastCode();
  BOOST_TEST(code.size() == 6U);
  Verify(code.substr(0, 3) + " " + code.substr(3));
  BOOST_TEST(State().is_verified);
  BOOST_TEST(RefusalOf([&] { Verify(code); }) == "invalid code");
}

BOOST_AUTO_TEST_CASE(TravelInTheSecretOfATextMessageAlone) {
  Send();
  BOOST_TEST(people.sql().Text("select channel || ' ' || event_key || ' ' || payload from "
                               "nx.nx_notification_outbox where recipient = $1",
                               {number}) == "sms phone_code {}");
  BOOST_TEST(people.sql().Text("select code_hash like '$argon2id$%' from nx.nx_phone_code "
                               "where user_id = $1",
                               {people.carol.user.str()}) == "t");
}

BOOST_AUTO_TEST_CASE(RefuseWhatIsNoCode) {
  Send();
  for (const char* typed : {"", "12345", "1234567", "12345a", "１２３４５６"}) {
    BOOST_TEST(RefusalOf([&] { Verify(typed); }) == "invalid code", typed);
  }
  Verify(LastCode());  // none of these was a try
}

BOOST_AUTO_TEST_CASE(AllowFiveTries) {
  Send();
  const std::string wrong = WrongCode();
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(RefusalOf([&] { Verify(wrong); }) == "invalid code");
  }
  BOOST_TEST(RefusalOf([&] { Verify(LastCode()); }) == "invalid code");
  BOOST_TEST(!State().is_verified);
  BOOST_TEST(!State().has_code);
}

BOOST_AUTO_TEST_CASE(HoldForTenMinutes) {
  Send();
  people.sql().Run(
      "update nx.nx_phone_code set expires_at = expires_at - interval '10 minutes' "
      "where user_id = $1",
      {people.carol.user.str()});
  BOOST_TEST(RefusalOf([&] { Verify(LastCode()); }) == "invalid code");
  BOOST_TEST(!State().is_verified);
}

BOOST_AUTO_TEST_CASE(AreWorthNothingOnceThereIsANewOne) {
  Send();
  const std::string first = LastCode();
  Send();
  if (first != LastCode()) {
    BOOST_TEST(RefusalOf([&] { Verify(first); }) == "invalid code");
  }
  Verify(LastCode());
  BOOST_TEST(State().is_verified);
}

BOOST_AUTO_TEST_CASE(ProveNoOtherNumber) {
  Send();
  const std::string code = LastCode();
  SetNumber("+4930" + number.substr(4));
  BOOST_TEST(RefusalOf([&] { Verify(code); }) == "invalid code");
  BOOST_TEST(!State().is_verified);
}

BOOST_AUTO_TEST_CASE(AreThrottled) {
  for (int i = 0; i < 3; ++i) {
    Send();
  }
  BOOST_TEST(RefusalOf([&] { Send(); }) == "rate_limited");
}

BOOST_AUTO_TEST_CASE(NeedANumber) {
  SetNumber("");
  BOOST_TEST(RefusalOf([&] { Send(); }) == "invalid phone");
}

BOOST_AUTO_TEST_CASE(OfOthersAreNobodysToTry) {
  Send();
  acme->ActAs(people.bob);
  BOOST_TEST(RefusalOf([&] { VerifyPhone(*acme, people.carol, LastCode()); }) == "invalid code");
  acme->ActAs(people.carol);
  BOOST_TEST(!State().is_verified);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(SmsConsent, PhoneWorld)

BOOST_AUTO_TEST_CASE(KeepsTheWordsAndTheTime) {
  SetSmsConsent(*acme, people.carol, true);
  BOOST_TEST(Column("sms_consent_text") == domain::SmsConsentText(people.acme.name));
  BOOST_TEST(Column("sms_consent_at > now() - interval '1 minute'") == "true");
  BOOST_TEST(State().consent_at.has_value());
  const std::string at = Column("sms_consent_at");
  SetSmsConsent(*acme, people.carol, true);
  BOOST_TEST(Column("sms_consent_at") == at);
}

BOOST_AUTO_TEST_CASE(CanBeWithdrawn) {
  SetSmsConsent(*acme, people.carol, true);
  SetSmsConsent(*acme, people.carol, false);
  BOOST_TEST(Column("sms_consent_text") == "");
  BOOST_TEST(!State().consent_at.has_value());
}

BOOST_AUTO_TEST_CASE(IsLostWithTheNumber) {
  SetSmsConsent(*acme, people.carol, true);
  Send();
  Verify(LastCode());
  SetNumber("+4930" + number.substr(4));
  BOOST_TEST(!State().consent_at.has_value());
  BOOST_TEST(!State().is_verified);
  BOOST_TEST(Column("sms_consent_text") == "");
}

BOOST_AUTO_TEST_CASE(NeedsANumber) {
  SetNumber("");
  BOOST_TEST(RefusalOf([&] { SetSmsConsent(*acme, people.carol, true); }) == "invalid smsConsent");
  SetSmsConsent(*acme, people.carol, false);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::testing
