#include "fcgi/outbound/calcom_event.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "fcgi/outbound/calcom_decode.h"

namespace nexcyte::fcgi {
namespace {

using domain::BookingId;
using domain::CalendarHint;
namespace json = boost::json;

const json::object* ObjectAt(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains(key);
  return found != nullptr ? found->if_object() : nullptr;
}

std::string StringAt(const json::object* object, std::string_view key) {
  const json::value* found = object != nullptr ? object->if_contains(key) : nullptr;
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

// Anything else could not be asked for.
std::string UidAt(const json::object& payload, std::string_view key) {
  std::string uid = StringAt(&payload, key);
  return IsCalcomUid(uid) ? uid : std::string();
}

CalendarHint HintOf(const json::object& payload) {
  CalendarHint hint;
  hint.uid = UidAt(payload, "uid");
  hint.previous_uid = UidAt(payload, "rescheduleUid");
  hint.ref = BookingId::Parse(StringAt(ObjectAt(payload, "metadata"), "nx_ref"));
  if (const json::value* type = payload.if_contains("eventTypeId"); type && type->is_int64()) {
    hint.event_type_id = type->get_int64();
  }
  return hint;
}

}  // namespace

std::optional<CalendarHint> ReadCalcomEvent(std::string_view body) {
  boost::system::error_code failed;
  const json::value parsed = json::parse(body, failed);
  const json::object* envelope = failed ? nullptr : parsed.if_object();
  const json::object* payload = envelope != nullptr ? ObjectAt(*envelope, "payload") : nullptr;
  const std::string name = StringAt(envelope, "triggerEvent");
  if (payload == nullptr || !name.starts_with("BOOKING_")) {
    return std::nullopt;
  }
  CalendarHint hint = HintOf(*payload);
  if (hint.uid.empty() && hint.previous_uid.empty()) {
    return std::nullopt;
  }
  hint.ends = name == "BOOKING_CANCELLED";
  return hint;
}

}  // namespace nexcyte::fcgi
