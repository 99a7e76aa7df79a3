#include "fcgi/outbound/webhook_signature.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace nexcyte::fcgi {
namespace {

constexpr char kKey[] = "key-0123456789abcdef";
constexpr char kTime[] = "1529006854";
constexpr char kToken[] = "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0";
constexpr char kSignature[] = "60de66bc807c4569f75daf3d09b760e009c20a11251daeb7615eb8c152a8a31c";

const std::string kUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";
const FormValues kCall = {{"CallSid", "CA1234567890ABCDE"},
                          {"Digits", "1234"},
                          {"From", "+14158675309"},
                          {"To", "+18005551212"},
                          {"Caller", "+14158675309"}};

BOOST_AUTO_TEST_SUITE(WebhookSignatures)

// mailgun.md section 8.3.
BOOST_AUTO_TEST_CASE(OfMailgunAreChecked) {
  BOOST_TEST(IsFromMailgun(kKey, kTime, kToken, kSignature));
  BOOST_TEST(!IsFromMailgun("key-other", kTime, kToken, kSignature));
  BOOST_TEST(!IsFromMailgun(kKey, "1529006855", kToken, kSignature));
  BOOST_TEST(!IsFromMailgun(kKey, kTime, "another", kSignature));
  BOOST_TEST(!IsFromMailgun(kKey, kTime, kToken, ""));
  BOOST_TEST(!IsFromMailgun(kKey, kTime, kToken, std::string(64, '0')));
}

// The rows of twilio.md section 5.1 that are about forms, and an URL alone.
BOOST_AUTO_TEST_CASE(OfTwilioFollowTheVectors) {
  BOOST_TEST(TwilioSignature("12345", kUrl, kCall) == "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  BOOST_TEST(TwilioSignature("12345", "https://mycompany.com:443/myapp.php?foo=1&bar=2", kCall) ==
             "kvajT1Ptam85bY51eRf/AJRuM3w=");
  const FormValues repeated = {{"Sid", "CA123"},
                               {"SidAccount", "AC123"},
                               {"Digits", "5678"},
                               {"Digits", "1234"},
                               {"Digits", "1234"}};
  BOOST_TEST(TwilioSignature("12345", kUrl, repeated) == "IK+Dwps556ElfBT0I3Rgjkr1wJU=");
  FormValues longer = kCall;
  longer.emplace_back("ReasonConferenceEnded", "test");
  longer.emplace_back("Reason", "Participant");
  BOOST_TEST(TwilioSignature("12345", kUrl, longer) == "vOEb5UThFn24KEfnOFLQY2AE5FY=");
  BOOST_TEST(TwilioSignature("12345",
                             kUrl + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf1"
                                    "9632632f96e6620",
                             {}) == "a9nBmqA0ju/hNViExpshrM61xv4=");
  const FormValues status = {{"AccountSid", "AC" + std::string(32, 'a')},
                             {"ApiVersion", "2010-04-01"},
                             {"From", "+15005550006"},
                             {"MessageSid", "SM0123456789abcdef0123456789abcdef"},
                             {"SmsSid", "SM0123456789abcdef0123456789abcdef"},
                             {"MessageStatus", "delivered"},
                             {"SmsStatus", "delivered"},
                             {"To", "+14155552671"}};
  BOOST_TEST(TwilioSignature("12345",
                             "https://portal.example.com/hooks/twilio/status"
                             "?nid=6f1c2f8e-8f0a-4a53-9a53-0b6d4a5f9f11",
                             status) == "XnLQMC7vKQQJo9FbcyzFccvqIy4=");
}

BOOST_AUTO_TEST_CASE(OfTwilioCountWithAndWithoutThePort) {
  const std::string target = "/myapp.php?foo=1&bar=2";
  const auto is_from_twilio = [&](const std::string& authority, const std::string& signature) {
    return IsFromTwilio("12345", authority, target, kCall, signature);
  };
  BOOST_TEST(is_from_twilio("mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
  BOOST_TEST(is_from_twilio("mycompany.com", "kvajT1Ptam85bY51eRf/AJRuM3w="));
  BOOST_TEST(is_from_twilio("mycompany.com:8443", "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
  BOOST_TEST(
      is_from_twilio("mycompany.com:8443",
                     TwilioSignature("12345", "https://mycompany.com:8443" + target, kCall)));
  BOOST_TEST(!is_from_twilio("other.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
  BOOST_TEST(!is_from_twilio("mycompany.com", ""));
  BOOST_TEST(
      !IsFromTwilio("54321", "mycompany.com", target, kCall, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
  BOOST_TEST(!IsFromTwilio("12345", "mycompany.com", "/myapp.php?foo=1", kCall,
                           "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
  FormValues changed = kCall;
  changed[1].second = "1235";
  BOOST_TEST(
      !IsFromTwilio("12345", "mycompany.com", target, changed, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
