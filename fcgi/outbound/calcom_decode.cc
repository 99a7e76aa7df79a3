#include "fcgi/outbound/calcom_decode.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <stdexcept>

namespace nexcyte::fcgi {
namespace {

using domain::CalendarBooking;
using domain::CalendarEventType;
using domain::CalendarFailure;
using domain::CalendarHold;
using domain::CalendarRefusal;
using domain::CalendarResult;
using domain::CalendarStatus;
using domain::Slot;
using domain::Timestamp;
namespace json = boost::json;

// Names the member that is missing or of another type; never leaves this file.
class Unreadable : public std::runtime_error {
 public:
  explicit Unreadable(std::string_view member) : std::runtime_error(std::string(member)) {}
};

// Absent and null are the same: Cal.com writes either.
const json::value* Find(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found == nullptr || found->is_null() ? nullptr : found;
}

const json::object& AsObject(const json::value& value, std::string_view what) {
  if (!value.is_object()) {
    throw Unreadable(what);
  }
  return value.get_object();
}

const json::array& AsArray(const json::value& value, std::string_view what) {
  if (!value.is_array()) {
    throw Unreadable(what);
  }
  return value.get_array();
}

const json::value& Require(const json::object& object, std::string_view key) {
  const json::value* found = Find(object, key);
  if (found == nullptr) {
    throw Unreadable(key);
  }
  return *found;
}

std::string OptionalText(const json::object& object, std::string_view key) {
  const json::value* found = Find(object, key);
  if (found == nullptr) {
    return {};
  }
  if (!found->is_string()) {
    throw Unreadable(key);
  }
  return std::string(found->get_string());
}

std::string Text(const json::object& object, std::string_view key) {
  Require(object, key);
  return OptionalText(object, key);
}

std::int64_t Integer(const json::object& object, std::string_view key) {
  const json::value& value = Require(object, key);
  if (!value.is_int64()) {
    throw Unreadable(key);
  }
  return value.get_int64();
}

bool OptionalBool(const json::object& object, std::string_view key, bool absent) {
  const json::value* found = Find(object, key);
  if (found == nullptr) {
    return absent;
  }
  if (!found->is_bool()) {
    throw Unreadable(key);
  }
  return found->get_bool();
}

Timestamp Instant(const json::object& object, std::string_view key) {
  const auto parsed = domain::ParseRfc3339(Text(object, key));
  if (!parsed) {
    throw Unreadable(key);
  }
  return *parsed;
}

domain::TimeRange Range(const json::object& object) {
  const domain::TimeRange range{Instant(object, "start"), Instant(object, "end")};
  if (range.end <= range.start) {
    throw Unreadable("end");
  }
  return range;
}

std::string OptionalUid(const json::object& object, std::string_view key) {
  std::string uid = OptionalText(object, key);
  if (!uid.empty() && !IsCalcomUid(uid)) {
    throw Unreadable(key);
  }
  return uid;
}

std::string Uid(const json::object& object, std::string_view key) {
  Require(object, key);
  std::string uid = OptionalUid(object, key);
  if (uid.empty()) {
    throw Unreadable(key);
  }
  return uid;
}

// Parses the envelope and gives its `data` to `read`; any surprise is kUnknown.
template <class Read>
auto ReadData(const HttpAnswer& answer, Read read)
    -> CalendarResult<decltype(read(std::declval<const json::value&>()))> {
  boost::system::error_code failed;
  const json::value parsed = json::parse(answer.body, failed);
  try {
    if (failed) {
      throw Unreadable("body");
    }
    const json::object& envelope = AsObject(parsed, "body");
    if (Text(envelope, "status") != "success") {
      throw Unreadable("status");
    }
    return read(Require(envelope, "data"));
  } catch (const Unreadable& member) {
    return CalendarRefusal{CalendarFailure::kUnknown,
                           {},
                           fmt::format("http_{} unreadable={}", answer.status, member.what())};
  }
}

template <class T>
std::vector<T> EachOf(const json::value& data, T (*read)(const json::object&)) {
  std::vector<T> result;
  for (const json::value& element : AsArray(data, "data")) {
    result.push_back(read(AsObject(element, "data")));
  }
  return result;
}

CalendarStatus Status(const json::object& booking) {
  const std::string text = Text(booking, "status");
  if (text == "accepted") {
    return CalendarStatus::kAccepted;
  }
  if (text == "pending" || text == "awaiting_host") {  // the second leaks from instant meetings
    return CalendarStatus::kPending;
  }
  if (text == "cancelled") {
    return CalendarStatus::kCancelled;
  }
  if (text == "rejected") {
    return CalendarStatus::kRejected;
  }
  throw Unreadable("status");
}

// A move's reason stands in cancellationReason too.
std::string Reason(const json::object& booking) {
  for (const char* key : {"cancellationReason", "rejectionReason", "reschedulingReason"}) {
    if (std::string reason = OptionalText(booking, key); !reason.empty()) {
      return reason;
    }
  }
  return {};
}

// The event type may have been deleted since: then Cal.com writes null.
domain::CalEventTypeId EventTypeId(const json::object& booking) {
  const json::value* event_type = Find(booking, "eventType");
  return event_type == nullptr ? 0 : Integer(AsObject(*event_type, "eventType"), "id");
}

// Others may have written anything under that name; only a string is ours.
std::string NxRef(const json::object& booking) {
  const json::value* metadata = Find(booking, "metadata");
  if (metadata == nullptr) {
    return {};
  }
  const json::value* ref = Find(AsObject(*metadata, "metadata"), "nx_ref");
  return ref != nullptr && ref->is_string() ? std::string(ref->get_string()) : std::string();
}

CalendarBooking BookingOf(const json::object& data) {
  CalendarBooking booking;
  booking.uid = Uid(data, "uid");
  booking.status = Status(data);
  booking.time = Range(data);
  booking.event_type_id = EventTypeId(data);
  booking.title = OptionalText(data, "title");
  booking.location = OptionalText(data, "location");
  booking.nx_ref = NxRef(data);
  booking.rescheduled_to_uid = OptionalUid(data, "rescheduledToUid");
  booking.rescheduled_from_uid = OptionalUid(data, "rescheduledFromUid");
  booking.reason = Reason(data);
  booking.created_at = Instant(data, "createdAt");
  return booking;
}

// Settings such as seats and recurrence: null, absent or {disabled: true} mean off.
bool IsOn(const json::object& event_type, std::string_view key) {
  const json::value* setting = Find(event_type, key);
  return setting != nullptr && !OptionalBool(AsObject(*setting, key), "disabled", false);
}

// `off`: the setting that switches the mails off.
bool SendsMail(const json::object& event_type, std::string_view off) {
  const json::value* settings = Find(event_type, "emailSettings");
  return settings == nullptr || !OptionalBool(AsObject(*settings, "emailSettings"), off, false);
}

std::string TeamName(const json::object& event_type) {
  const json::value* team = Find(event_type, "team");
  return team == nullptr ? std::string() : OptionalText(AsObject(*team, "team"), "name");
}

std::vector<std::string> HostNames(const json::object& event_type) {
  std::vector<std::string> names;
  const json::value* hosts = Find(event_type, "hosts");
  if (hosts == nullptr) {
    return names;
  }
  for (const json::value& host : AsArray(*hosts, "hosts")) {
    names.push_back(OptionalText(AsObject(host, "hosts"), "name"));
  }
  return names;
}

// Without a location of its own an event type takes place in Cal Video.
bool IsCalVideo(const json::object& event_type) {
  const json::value* locations = Find(event_type, "locations");
  if (locations == nullptr || AsArray(*locations, "locations").empty()) {
    return true;
  }
  const json::array& all = locations->get_array();
  return std::any_of(all.begin(), all.end(), [](const json::value& location) {
    return OptionalText(AsObject(location, "locations"), "integration") == "cal-video";
  });
}

CalcomTeam TeamOf(const json::object& data) {
  return {Integer(data, "id"), OptionalText(data, "slug"),
          OptionalBool(data, "isOrganization", false)};
}

CalendarEventType EventTypeOf(const json::object& data) {
  CalendarEventType type;
  type.id = Integer(data, "id");
  type.slug = Text(data, "slug");
  type.title = Text(data, "title");
  type.length = std::chrono::minutes(Integer(data, "lengthInMinutes"));
  type.team = TeamName(data);
  type.hosts = HostNames(data);
  type.hidden = OptionalBool(data, "hidden", false);
  type.needs_authentication = OptionalBool(data, "bookingRequiresAuthentication", false);
  type.needs_approval = IsOn(data, "confirmationPolicy");
  type.seated = IsOn(data, "seats") || Find(data, "seatsPerTimeSlot") != nullptr;
  type.recurring = IsOn(data, "recurrence");
  type.sends_attendee_mail = SendsMail(data, "disableEmailsToAttendees");
  type.sends_host_mail = SendsMail(data, "disableEmailsToHosts");
  type.verifies_mail = OptionalBool(data, "requiresBookerEmailVerification", false);
  type.cal_video = IsCalVideo(data);
  type.managed_parent = OptionalText(data, "schedulingType") == "managed";
  if (type.length < std::chrono::minutes(1) || type.length > std::chrono::hours(24)) {
    throw Unreadable("lengthInMinutes");
  }
  return type;
}

}  // namespace

CalendarResult<std::vector<Slot>> ReadSlots(const HttpAnswer& answer) {
  return ReadData(answer, [](const json::value& data) {
    std::vector<Slot> slots;
    for (const auto& day : AsObject(data, "data")) {
      for (const json::value& slot : AsArray(day.value(), "data")) {
        slots.push_back(Range(AsObject(slot, "data")));
      }
    }
    return slots;
  });
}

CalendarResult<CalendarHold> ReadHold(const HttpAnswer& answer) {
  return ReadData(answer, [](const json::value& data) {
    const json::object& hold = AsObject(data, "data");
    return CalendarHold{Uid(hold, "reservationUid"), Instant(hold, "reservationUntil")};
  });
}

CalendarResult<CalendarBooking> ReadBooking(const HttpAnswer& answer) {
  return ReadData(answer,
                  [](const json::value& data) { return BookingOf(AsObject(data, "data")); });
}

CalendarResult<std::vector<CalendarBooking>> ReadBookings(const HttpAnswer& answer) {
  return ReadData(answer, [](const json::value& data) { return EachOf(data, BookingOf); });
}

CalendarResult<CalendarEventType> ReadEventType(const HttpAnswer& answer) {
  return ReadData(answer,
                  [](const json::value& data) { return EventTypeOf(AsObject(data, "data")); });
}

CalendarResult<std::vector<CalendarEventType>> ReadEventTypes(const HttpAnswer& answer) {
  return ReadData(answer, [](const json::value& data) { return EachOf(data, EventTypeOf); });
}

CalendarResult<std::vector<CalcomTeam>> ReadTeams(const HttpAnswer& answer) {
  return ReadData(answer, [](const json::value& data) { return EachOf(data, TeamOf); });
}

bool IsCalcomUid(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

}  // namespace nexcyte::fcgi
