#include "fcgi/outbound/calcom_request.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <string_view>
#include <vector>

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarBookingQuery;
using domain::TimeRange;
using domain::Timestamp;
namespace json = boost::json;

constexpr char kDefaultReason[] = "Cancelled in the portal";

Timestamp FloorSecond(Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at); }
Timestamp CeilSecond(Timestamp at) { return std::chrono::ceil<std::chrono::seconds>(at); }

// The last second of a half-open range. Cal.com takes an `end` of midnight for the end of that day,
// so one is never sent.
Timestamp LastSecond(const TimeRange& range) {
  const Timestamp last = CeilSecond(range.end) - std::chrono::seconds(1);
  const bool is_midnight = last == std::chrono::floor<std::chrono::days>(last);
  return is_midnight ? last + std::chrono::seconds(1) : last;
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

json::object AttendeeOf(const domain::NewCalendarBooking& booking) {
  json::object attendee{{"name", booking.attendee_name},
                        {"email", booking.attendee_email},
                        {"timeZone", booking.time_zone}};
  if (!booking.attendee_phone.empty()) {
    attendee["phoneNumber"] = booking.attendee_phone;
  }
  return attendee;
}

std::string Joined(const std::vector<domain::CalEventTypeId>& ids) {
  std::string text;
  for (const domain::CalEventTypeId id : ids) {
    text += (text.empty() ? "" : ",") + std::to_string(id);
  }
  return text;
}

}  // namespace

QueryParameters SlotsQuery(domain::CalEventTypeId type, const TimeRange& range,
                           const std::string& moving) {
  QueryParameters query{{"eventTypeId", std::to_string(type)},
                        {"start", domain::FormatRfc3339(FloorSecond(range.start))},
                        {"end", domain::FormatRfc3339(LastSecond(range))},
                        {"format", "range"}};
  if (!moving.empty()) {
    query.emplace_back("bookingUidToReschedule", moving);
  }
  return query;
}

QueryParameters BookingsQuery(const CalendarBookingQuery& query, int take, int skip) {
  QueryParameters parameters;
  if (!query.attendee_email.empty()) {
    parameters.emplace_back("attendeeEmail", query.attendee_email);
  }
  if (query.event_type_id != 0) {
    parameters.emplace_back("eventTypeId", std::to_string(query.event_type_id));
  }
  if (!query.event_type_ids.empty()) {
    parameters.emplace_back("eventTypeIds", Joined(query.event_type_ids));
  }
  parameters.emplace_back("afterStart", domain::FormatRfc3339(FloorSecond(query.between.start)));
  parameters.emplace_back("beforeEnd", domain::FormatRfc3339(CeilSecond(query.between.end)));
  // By creation: what is booked meanwhile comes last and moves no page.
  parameters.emplace_back("sortCreated", "asc");
  parameters.emplace_back("take", std::to_string(take));
  parameters.emplace_back("skip", std::to_string(skip));
  return parameters;
}

bool Matches(const CalendarBooking& booking, const CalendarBookingQuery& query) {
  const auto& types = query.event_type_ids;
  return booking.time.start >= query.between.start && booking.time.end <= query.between.end &&
         (query.event_type_id == 0 || booking.event_type_id == query.event_type_id) &&
         (types.empty() ||
          std::find(types.begin(), types.end(), booking.event_type_id) != types.end());
}

std::string NewBookingBody(const domain::NewCalendarBooking& booking) {
  json::object body{{"start", domain::FormatRfc3339(booking.start)},
                    {"eventTypeId", booking.event_type_id},
                    {"attendee", AttendeeOf(booking)},
                    {"metadata", json::object{{"nx_ref", booking.ref.str()}}}};
  if (!booking.notes.empty()) {
    body["bookingFieldsResponses"] = json::object{{"notes", booking.notes}};
  }
  return json::serialize(body);
}

std::string MoveBody(Timestamp start, const std::string& reason) {
  json::object body{{"start", domain::FormatRfc3339(start)}};
  if (!IsBlank(reason)) {
    body["reschedulingReason"] = reason;
  }
  return json::serialize(body);
}

std::string CancelBody(const std::string& reason) {
  const std::string given = IsBlank(reason) ? kDefaultReason : reason;
  return json::serialize(json::object{{"cancellationReason", given}});
}

std::string HoldBody(domain::CalEventTypeId type, Timestamp start, std::chrono::minutes length) {
  return json::serialize(json::object{{"eventTypeId", type},
                                      {"slotStart", domain::FormatRfc3339(start)},
                                      {"reservationDuration", length.count()}});
}

}  // namespace nexcyte::fcgi
