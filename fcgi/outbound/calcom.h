#ifndef NEXCYTE_FCGI_OUTBOUND_CALCOM_H_
#define NEXCYTE_FCGI_OUTBOUND_CALCOM_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/providers.h"
#include "domain/throttle.h"
#include "fcgi/outbound/base_url.h"
#include "fcgi/outbound/calcom_errors.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

struct CalcomSettings {
  BaseUrl base;         // origin and prefix before /v2
  std::string api_key;  // of one organization
  std::string bookings_version = "2024-08-13";
  int per_minute = 100;
  int reserve = 0;  // calls per minute that are left to others: 0 for people, more for sweeps
  // Somebody waits: reads that follow one another share the time of one, see BeginRequest().
  bool shares_time = false;
};

// Cal.com's API v2. A call is not made while the key's gate is closed: kNotSent after failures,
// kRateLimited after a 429 or when its calls of the minute are used up. Logs nothing and keeps no
// answer.
class Calcom final : public domain::CalendarProvider {
 public:
  // All references must outlive this object. Throws domain::Error(kInternal, "calcom_key") for a
  // key that does not begin with `cal_`: Cal.com would echo it in its answer, and without any key
  // it would carry out some calls anonymously.
  Calcom(HttpClient& http, domain::CallGate& gate, CalcomSettings settings);

  // Another request of somebody's begins. With `shares_time` all reads from here, or from a call
  // that writes, up to the next one end together 8 s after the first has begun; one that could
  // only begin later is answered kUnknown.
  void BeginRequest() { reads_end_.reset(); }

  domain::CalendarResult<std::vector<domain::Slot>> ListSlots(domain::CalEventTypeId type,
                                                              const domain::TimeRange& range,
                                                              const std::string& moving) override;
  domain::CalendarResult<domain::CalendarHold> Reserve(domain::CalEventTypeId type,
                                                       domain::Timestamp start,
                                                       std::chrono::minutes length) override;
  void Release(const std::string& reservation_uid) override;
  domain::CalendarResult<domain::CalendarBooking> Create(
      const domain::NewCalendarBooking& booking) override;
  domain::CalendarResult<domain::CalendarBooking> Reschedule(const std::string& uid,
                                                             domain::Timestamp start,
                                                             const std::string& reason) override;
  domain::CalendarResult<domain::CalendarBooking> Cancel(const std::string& uid,
                                                         const std::string& reason) override;
  domain::CalendarResult<domain::CalendarBooking> Find(const std::string& uid) override;
  domain::CalendarResult<std::vector<domain::CalendarBooking>> List(
      const domain::CalendarBookingQuery& query) override;
  domain::CalendarResult<std::int64_t> FindOrganization(const std::string& slug) override;
  domain::CalendarResult<std::vector<domain::CalendarEventType>> ListEventTypes(
      std::int64_t organization) override;

 private:
  domain::CalendarResult<HttpAnswer> Call(HttpRequest request,
                                          CalcomCall call = CalcomCall::kOther);
  std::optional<domain::CalendarRefusal> RefuseNow();
  void ShareTime(HttpRequest& request);
  void Note(const domain::CalendarRefusal& refusal);
  void NoteSuccess();
  void Authorize(HttpRequest& request) const;

  HttpClient& http_;
  domain::CallGate& gate_;
  CalcomSettings settings_;
  std::string key_digest_;
  bool failed_before_ = false;  // the calls before the one under way
  std::optional<std::chrono::steady_clock::time_point> reads_end_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CALCOM_H_
