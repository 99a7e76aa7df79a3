#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_CALCOM_FIXTURE_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_CALCOM_FIXTURE_H_

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "domain/crypto.h"
#include "domain/error.h"
#include "domain/throttle.h"
#include "fcgi/outbound/calcom.h"
#include "tests/fcgi/outbound/calcom_print.h"
#include "tests/fcgi/outbound/fake_http_client.h"

namespace nexcyte::fcgi {

inline constexpr char kBase[] = "https://api.cal.com";
inline constexpr char kRef[] = "018f9c1e-3f2a-7c1b-9d55-0a4f6f5b9e11";
inline constexpr char kUntil[] = "2026-10-20T11:32:33Z";

inline domain::Timestamp At(std::string_view text) { return domain::ParseRfc3339(text).value(); }

// Closes after a 429, and after failures; `verdict` is what it says otherwise.
class FakeGate final : public domain::CallGate {
 public:
  Verdict Ask(const std::string& account, int per_minute, int reserve) override {
    if (broken) {
      throw domain::Error(domain::ErrorCode::kUnavailable, "database");
    }
    key = account;
    asked = std::to_string(per_minute) + "/" + std::to_string(reserve);
    verdict.failed_before = failures > 0;
    if (failures >= kFailures) {
      return {.reason = Reason::kFailing, .wait = kPause, .failed_before = true};
    }
    return verdict;
  }
  void Succeeded(const std::string&) override {
    Write();
    failures = 0;
  }
  void Failed(const std::string&) override {
    Write();
    ++failures;
  }
  void RateLimited(const std::string&, std::chrono::seconds wait) override {
    Write();
    verdict = {.reason = Reason::kRateLimited, .wait = wait, .failed_before = false};
  }

  bool broken = false;        // its database is gone
  bool breaks_later = false;  // between the question and what came of the call
  Verdict verdict;
  int failures = 0;
  int writes = 0;
  std::string key;
  std::string asked;

 private:
  void Write() {
    ++writes;
    if (breaks_later) {
      throw domain::Error(domain::ErrorCode::kUnavailable, "database");
    }
  }
};

inline boost::json::object BookingJson(const std::string& uid,
                                       const std::string& start = "2026-11-03T14:00:00Z",
                                       const std::string& status = "accepted") {
  return {{"uid", uid},
          {"status", status},
          {"start", start},
          {"end", domain::FormatRfc3339(At(start) + std::chrono::minutes(30))},
          {"eventType", boost::json::object{{"id", 1101}}},
          {"createdAt", "2026-10-20T11:22:33Z"},
          {"metadata", boost::json::object{{"nx_ref", kRef}}}};
}

inline std::string Success(const boost::json::value& data) {
  return boost::json::serialize(boost::json::object{{"status", "success"}, {"data", data}});
}

// A client over fakes: what it sent is kept, what it gets was prepared.
struct CalcomFixture {
  FakeHttpClient http;
  FakeGate gate;
  CalcomSettings settings{BaseUrl::Parse(kBase).value(), "cal_live_secret", "2024-08-13", 100, 7};
  Calcom calcom{http, gate, settings};

  CalcomFixture() { domain::InitCrypto(); }

  const HttpRequest& Sent(std::size_t index = 0) const { return http.requests.at(index); }
  boost::json::value SentBody() const { return boost::json::parse(Sent().body); }

  domain::NewCalendarBooking NewBooking() const {
    domain::NewCalendarBooking booking;
    booking.ref = domain::BookingId::Parse(kRef).value();
    booking.event_type_id = 1101;
    booking.start = At("2026-11-03T14:00:00Z");
    booking.attendee_name = "Maria Silva";
    booking.attendee_email = "maria+x@example.com";
    booking.time_zone = "America/Sao_Paulo";
    return booking;
  }
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_CALCOM_FIXTURE_H_
