#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "fcgi/outbound/calcom_decode.h"
#include "fcgi/outbound/calcom_errors.h"
#include "tests/fcgi/outbound/calcom_print.h"

// Feeds every answer that a real Cal.com was recorded with to the decoder of its endpoint.

namespace nexcyte::fcgi {
namespace {

using domain::CalendarFailure;
using domain::CalendarRefusal;
namespace fs = std::filesystem;
namespace json = boost::json;

// Without the recordings nothing is tested, which must not look like success.
fs::path RecordingsFolder() {
  const char* given = std::getenv("NX_CONTRACTS");  // NOLINT(concurrency-mt-unsafe)
  const fs::path contracts =
      given != nullptr ? fs::path(given) : fs::path(NX_SOURCE_DIR) / "../shared/contracts";
  BOOST_REQUIRE_MESSAGE(fs::is_directory(contracts / "calcom-recordings"),
                        "no calcom-recordings in " << contracts);
  return contracts / "calcom-recordings";
}

struct Recording {
  std::string file;
  std::string method;
  std::string path;
  std::string error_message;  // as the index of the recordings has it
  HttpAnswer answer;
};

json::value ReadJson(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return json::parse(text.str());
}

std::string LowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

HttpAnswer AnswerOf(const json::object& response) {
  HttpAnswer answer;
  answer.status = static_cast<int>(response.at("status").as_int64());
  if (const json::value* headers = response.if_contains("headers")) {
    for (const auto& header : headers->as_object()) {
      answer.headers.emplace_back(LowerCase(std::string(header.key())),
                                  std::string(header.value().as_string()));
    }
  }
  const json::value& body = response.at("body");
  answer.body = body.is_string() ? std::string(body.as_string()) : json::serialize(body);
  return answer;
}

// The numbered exchanges, and the answers of the two races.
std::vector<Recording> ReadRecordings() {
  const fs::path folder = RecordingsFolder();
  std::vector<Recording> recordings;
  const json::value index = ReadJson(folder / "INDEX.json");
  for (const json::value& line : index.at("files").as_array()) {
    const json::object& entry = line.as_object();
    const std::string file(entry.at("file").as_string());
    if (!std::isdigit(static_cast<unsigned char>(file[0]))) {
      continue;
    }
    const json::value recorded = ReadJson(folder / file);
    const json::value* message = entry.if_contains("error_message");
    recordings.push_back({file, std::string(entry.at("method").as_string()),
                          std::string(entry.at("path").as_string()),
                          message->is_string() ? std::string(message->as_string()) : std::string(),
                          AnswerOf(recorded.at("response").as_object())});
  }
  return recordings;
}

enum class Endpoint { kSlots, kHold, kBooking, kBookings, kEventType, kEventTypes, kOther };

// The path without its query, and with `*` for what stands for one thing among many.
std::string PatternOf(const std::string& path) {
  std::vector<std::string> segments;
  std::istringstream rest(path.substr(1, path.find('?') - 1));
  for (std::string segment; std::getline(rest, segment, '/');) {
    segments.push_back(segment);
  }
  const bool is_hold = segments.size() == 4 && segments[2] == "reservations";
  const bool is_one = segments.size() >= 3 && segments[1] != "slots";
  if (is_hold || is_one) {
    segments[is_hold ? 3 : 2] = "*";
  }
  std::string pattern;
  for (const std::string& segment : segments) {
    pattern += "/" + segment;
  }
  return pattern;
}

Endpoint EndpointOf(const Recording& recording) {
  static const std::map<std::string, Endpoint> kEndpoints = {
      {"GET /v2/slots", Endpoint::kSlots},
      {"POST /v2/slots/reservations", Endpoint::kHold},
      {"PATCH /v2/slots/reservations/*", Endpoint::kHold},
      {"POST /v2/bookings", Endpoint::kBooking},
      {"POST /v2/bookings/*/reschedule", Endpoint::kBooking},
      {"POST /v2/bookings/*/cancel", Endpoint::kBooking},
      {"POST /v2/bookings/*/confirm", Endpoint::kBooking},
      {"POST /v2/bookings/*/decline", Endpoint::kBooking},
      {"GET /v2/bookings/*", Endpoint::kBooking},
      {"GET /v2/bookings", Endpoint::kBookings},
      {"POST /v2/event-types", Endpoint::kEventType},
      {"GET /v2/event-types/*", Endpoint::kEventType},
      {"PATCH /v2/event-types/*", Endpoint::kEventType},
      {"GET /v2/event-types", Endpoint::kEventTypes},
  };
  const auto found = kEndpoints.find(recording.method + " " + PatternOf(recording.path));
  return found == kEndpoints.end() ? Endpoint::kOther : found->second;
}

template <class T>
std::string DetailOf(const domain::CalendarResult<T>& result) {
  const auto* refusal = RefusalOf(result);
  return refusal == nullptr ? std::string("decoded") : refusal->detail;
}

// "decoded", or why not.
std::string Decode(Endpoint endpoint, const HttpAnswer& answer) {
  switch (endpoint) {
    case Endpoint::kSlots:
      return DetailOf(ReadSlots(answer));
    case Endpoint::kHold:
      return DetailOf(ReadHold(answer));
    case Endpoint::kBooking:
      return DetailOf(ReadBooking(answer));
    case Endpoint::kBookings:
      return DetailOf(ReadBookings(answer));
    case Endpoint::kEventType:
      return DetailOf(ReadEventType(answer));
    case Endpoint::kEventTypes:
      return DetailOf(ReadEventTypes(answer));
    case Endpoint::kOther:
      break;
  }
  return "no decoder";
}

// Successes that must not decode: series, which are refused when they are mapped, and the bodies of
// other API versions, which come when a request lacks its version header.
const std::map<std::string, std::string> kUndecodable = {
    {"115-booking-create-recurring.json", "http_201 unreadable=data"},
    {"248-recurring-booking-three.json", "http_201 unreadable=data"},
    {"249-recurring-cancel-second-and-after.json", "http_200 unreadable=data"},
    {"250-recurring-get-by-recurringbookinguid.json", "http_200 unreadable=data"},
    {"251-recurring-cancel-all-by-recurringbookinguid.json", "http_200 unreadable=data"},
    {"030-event-type-get-without-version-header.json", "http_200 unreadable=id"},
    {"031-event-types-list-without-version-header.json", "http_200 unreadable=data"},
    {"032-event-types-list-unknown-version-header.json", "http_200 unreadable=data"},
    {"231-cancel-without-version-header-active-booking.json", "http_201 unreadable=uid"},
};

// We always ask for `format=range`; the shorter form has no ends.
bool HasSlotsWithoutEnds(const Recording& recording) {
  return EndpointOf(recording) == Endpoint::kSlots &&
         recording.path.find("format=range") == std::string::npos &&
         recording.answer.body.find("\"start\"") != std::string::npos;
}

std::string ExpectedOutcome(const Recording& recording) {
  if (HasSlotsWithoutEnds(recording)) {
    return "http_200 unreadable=end";
  }
  const auto listed = kUndecodable.find(recording.file);
  return listed == kUndecodable.end() ? "decoded" : listed->second;
}

bool Contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

// The table of calcom-v2.md section 10, written once more from the recorded message.
CalendarFailure ExpectedFailure(const Recording& recording) {
  const std::string& message = recording.error_message;
  switch (recording.answer.status) {
    case 401:
    case 403:
      return CalendarFailure::kAuth;
    case 404:
      return Contains(message, "Cannot PUT")  ? CalendarFailure::kNotFound
             : message.starts_with("Cannot ") ? CalendarFailure::kValidation
                                              : CalendarFailure::kNotFound;
    case 409:
      return CalendarFailure::kSlotTaken;
    case 422:
      return CalendarFailure::kReservedByOther;
    case 429:
      return CalendarFailure::kRateLimited;
    case 400:
      break;
    default:
      return CalendarFailure::kUnknown;
  }
  if (Contains(message, "either already has booking")) {
    return CalendarFailure::kSlotTaken;
  }
  if (Contains(message, "in the past.") || Contains(message, "too soon")) {
    return CalendarFailure::kSlotInvalid;
  }
  if (Contains(message, "rescheduled already")) {
    return CalendarFailure::kAlreadyMoved;
  }
  return Contains(message, "been cancelled") ? CalendarFailure::kAlreadyCancelled
                                             : CalendarFailure::kValidation;
}

CalcomCall CallOf(const Recording& recording) {
  return EndpointOf(recording) == Endpoint::kHold ? CalcomCall::kReserve : CalcomCall::kOther;
}

bool IsSuccess(const Recording& recording) { return recording.answer.status < 300; }

BOOST_AUTO_TEST_SUITE(CalcomRecordings)

BOOST_AUTO_TEST_CASE(AreAllThere) {
  const auto recordings = ReadRecordings();
  BOOST_TEST(recordings.size() == 248U);
  BOOST_TEST(std::count_if(recordings.begin(), recordings.end(), IsSuccess) == 146);
}

BOOST_AUTO_TEST_CASE(SuccessesDecode) {
  std::map<Endpoint, int> fed;
  for (const Recording& recording : ReadRecordings()) {
    const Endpoint endpoint = EndpointOf(recording);
    if (!IsSuccess(recording) || endpoint == Endpoint::kOther) {
      continue;
    }
    ++fed[endpoint];
    BOOST_TEST(Decode(endpoint, recording.answer) == ExpectedOutcome(recording), recording.file);
  }
  BOOST_TEST(fed[Endpoint::kSlots] == 21);
  BOOST_TEST(fed[Endpoint::kHold] == 12);
  BOOST_TEST(fed[Endpoint::kBooking] == 70);
  BOOST_TEST(fed[Endpoint::kBookings] == 4);
  BOOST_TEST(fed[Endpoint::kEventType] == 13);
  BOOST_TEST(fed[Endpoint::kEventTypes] == 8);
}

BOOST_AUTO_TEST_CASE(ErrorsClassify) {
  int errors = 0;
  for (const Recording& recording : ReadRecordings()) {
    if (IsSuccess(recording)) {
      continue;
    }
    ++errors;
    const CalendarRefusal refusal = ClassifyCalcom(recording.answer, CallOf(recording));
    BOOST_TEST(refusal.failure == ExpectedFailure(recording),
               recording.file << ": " << recording.error_message);
    const bool leaks = !recording.error_message.empty() &&
                       Contains(refusal.detail, recording.error_message.c_str());
    BOOST_TEST(!leaks, recording.file);
  }
  BOOST_TEST(errors == 102);
}

// Of simultaneous requests for one slot, one books and the others are told that it is taken.
BOOST_AUTO_TEST_CASE(RacesHaveOneWinner) {
  for (const char* file :
       {"race-five-simultaneous-bookings.json", "race-three-identical-bookings.json"}) {
    int winners = 0;
    const json::value race = ReadJson(RecordingsFolder() / file);
    for (const json::value& result : race.at("results").as_array()) {
      const HttpAnswer answer = AnswerOf(result.as_object());
      if (answer.status == 201) {
        ++winners;
        BOOST_TEST(Decode(Endpoint::kBooking, answer) == "decoded");
      } else {
        BOOST_TEST(ClassifyCalcom(answer, CalcomCall::kOther).failure ==
                   CalendarFailure::kSlotTaken);
      }
    }
    BOOST_TEST(winners == 1, file);
  }
}

// Members that later steps rely on, read from real answers.
BOOST_AUTO_TEST_CASE(AMoveLinksBothBookings) {
  std::map<std::string, HttpAnswer> answers;
  for (Recording& recording : ReadRecordings()) {
    answers[recording.file.substr(0, 3)] = std::move(recording.answer);
  }
  const auto moved = std::get<domain::CalendarBooking>(ReadBooking(answers["183"]));
  const auto old = std::get<domain::CalendarBooking>(ReadBooking(answers["184"]));
  BOOST_TEST(moved.rescheduled_from_uid == old.uid);
  BOOST_TEST(old.rescheduled_to_uid == moved.uid);
  BOOST_TEST((old.status == domain::CalendarStatus::kCancelled));
  const auto wait = ClassifyCalcom(answers["264"], CalcomCall::kOther).retry_after;
  BOOST_TEST((wait > std::chrono::seconds(0) && wait <= std::chrono::seconds(60)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
