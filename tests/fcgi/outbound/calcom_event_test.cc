#include "fcgi/outbound/calcom_event.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "fcgi/outbound/webhook_signature.h"

// Every delivery of a real Cal.com's webhooks that was recorded, byte by byte.

namespace nexcyte::fcgi {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr char kSecret[] = "whs-test-secret";

struct Delivery {
  std::string body;
  std::string signature;
};

Delivery Recorded(const std::string& name) {
  const char* given = std::getenv("NX_CONTRACTS");  // NOLINT(concurrency-mt-unsafe)
  const fs::path contracts =
      given != nullptr ? fs::path(given) : fs::path(NX_SOURCE_DIR) / "../shared/contracts";
  const fs::path file = contracts / "calcom-recordings" / ("webhook-delivery-" + name + ".json");
  std::ifstream in(file);
  BOOST_REQUIRE_MESSAGE(in, "cannot read " << file);
  std::stringstream text;
  text << in.rdbuf();
  const json::value recording = json::parse(text.str());
  const json::value& request = recording.at("request");
  return {.body = std::string(request.at("raw_body").as_string()),
          .signature = std::string(request.at("headers").at("X-Cal-Signature-256").as_string())};
}

domain::CalendarHint HintOf(const std::string& name) {
  return ReadCalcomEvent(Recorded(name).body).value();
}

std::string Event(const std::string& name, const std::string& payload) {
  return R"({"triggerEvent":")" + name + R"(","payload":)" + payload + "}";
}

BOOST_AUTO_TEST_SUITE(CalcomEvents)

BOOST_AUTO_TEST_CASE(AreSignedOverTheirRawBody) {
  for (const char* name : {"booking-created", "booking-requested", "booking-rescheduled",
                           "booking-cancelled", "booking-rejected"}) {
    const Delivery delivery = Recorded(name);
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(IsFromCalcom(kSecret, delivery.body, delivery.signature));
      BOOST_TEST(!IsFromCalcom("whs-other-secret", delivery.body, delivery.signature));
      BOOST_TEST(!IsFromCalcom(kSecret, delivery.body + " ", delivery.signature));
      BOOST_TEST(!IsFromCalcom(kSecret, delivery.body, delivery.signature.substr(1)));
    }
  }
}

BOOST_AUTO_TEST_CASE(WithoutSecretAreFromNobody) {
  const Delivery delivery = Recorded("without-secret");
  BOOST_TEST(delivery.signature == kUnsignedByCalcom);
  BOOST_TEST(!IsFromCalcom(kSecret, delivery.body, delivery.signature));
  BOOST_TEST(!IsFromCalcom(kSecret, delivery.body, ""));
}

BOOST_AUTO_TEST_CASE(NameTheBookingTheyAreAbout) {
  BOOST_TEST(HintOf("booking-created").uid == "55h7bBvkYvFbfpTMYyo8oU");
  BOOST_TEST(HintOf("booking-requested").uid == "kUwNyGFB8dgRQRxkie9bKT");
  BOOST_TEST(HintOf("booking-rejected").uid == "kUwNyGFB8dgRQRxkie9bKT");
  BOOST_TEST(HintOf("booking-created").event_type_id == 1);
}

BOOST_AUTO_TEST_CASE(OfAMoveNameTheBookingBefore) {
  const auto hint = HintOf("booking-rescheduled");
  BOOST_TEST(hint.uid == "rWV1jpcA2WhUze2DpSKvKs");
  BOOST_TEST(hint.previous_uid == "55h7bBvkYvFbfpTMYyo8oU");
}

// calcom-v2.md section 9.7: such a move has the name and the status of a request.
BOOST_AUTO_TEST_CASE(OfAMoveThatNamesItselfARequestNameItToo) {
  const auto hint = ReadCalcomEvent(Event(
      "BOOKING_REQUESTED", R"({"uid":"newUid","rescheduleUid":"oldUid","status":"PENDING"})"));
  BOOST_REQUIRE(hint);
  BOOST_TEST(hint->uid == "newUid");
  BOOST_TEST(hint->previous_uid == "oldUid");
}

// The seated move without its new uid; and the host's wish for another time, which names none.
BOOST_AUTO_TEST_CASE(WithoutANewUidAreAboutTheOldOne) {
  const auto seated =
      ReadCalcomEvent(Event("BOOKING_RESCHEDULED", R"({"uid":null,"rescheduleUid":"oldUid"})"));
  BOOST_REQUIRE(seated);
  BOOST_TEST(seated->uid == "");
  BOOST_TEST(seated->previous_uid == "oldUid");
  const auto wish = ReadCalcomEvent(Event(
      "BOOKING_CANCELLED", R"({"uid":"oldUid","rescheduledToUid":null,"requestReschedule":true})"));
  BOOST_REQUIRE(wish);
  BOOST_TEST(wish->uid == "oldUid");
  BOOST_TEST(wish->ends);
}

BOOST_AUTO_TEST_CASE(OfAnEndCarryNoReference) {
  const auto cancelled = HintOf("booking-cancelled");
  BOOST_TEST(cancelled.uid == "rWV1jpcA2WhUze2DpSKvKs");
  BOOST_TEST(cancelled.ends);
  BOOST_TEST(!cancelled.ref.has_value());
  BOOST_TEST(!HintOf("booking-rejected").ends);
}

BOOST_AUTO_TEST_CASE(CarryOurReferenceOnlyInOurForm) {
  const auto ref = [](const std::string& metadata) {
    return ReadCalcomEvent(
               Event("BOOKING_CREATED", R"({"uid":"someUid","metadata":)" + metadata + "}"))
        .value()
        .ref;
  };
  BOOST_TEST(ref(R"({"nx_ref":"018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11"})").value().str() ==
             "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11");
  BOOST_TEST(!ref(R"({"nx_ref":"x' or 1=1"})").has_value());
  BOOST_TEST(!ref(R"({"nx_ref":7})").has_value());
  BOOST_TEST(!ref("null").has_value());
}

BOOST_AUTO_TEST_CASE(OfOtherKindsAreNone) {
  BOOST_TEST(!ReadCalcomEvent("").has_value());
  BOOST_TEST(!ReadCalcomEvent("[]").has_value());
  BOOST_TEST(!ReadCalcomEvent(Event("PING", "{}")).has_value());
  BOOST_TEST(!ReadCalcomEvent(Event("MEETING_ENDED", R"({"uid":"someUid"})")).has_value());
  BOOST_TEST(!ReadCalcomEvent(Event("BOOKING_CREATED", "{}")).has_value());
  BOOST_TEST(!ReadCalcomEvent(Event("BOOKING_CREATED", R"({"uid":"../me"})")).has_value());
  BOOST_TEST(!ReadCalcomEvent(std::string(5000, '[')).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
