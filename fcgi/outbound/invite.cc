#include "fcgi/outbound/invite.h"

#include <libical/ical.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <new>
#include <string_view>

namespace nexcyte::fcgi {
namespace {

using domain::Invite;
using domain::InviteMethod;

constexpr char kProduct[] = "-//NexCyte//Scheduling//EN";

struct ComponentCleanup {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct TextCleanup {
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, ComponentCleanup>;

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

// The only control character of a text is the line feed (RFC 5545 section 3.3.11).
std::string Lines(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_break = text[i] == '\n' || text[i] == '\r';
    if (text[i] == '\r' && text.substr(i + 1, 1) == "\n") {
      continue;
    }
    lines += is_break ? '\n' : IsControl(text[i]) ? ' ' : text[i];
  }
  return lines;
}

// A parameter has no line breaks and no way to write a double quote (RFC 5545 section 3.2).
std::string Parameter(std::string_view text) {
  std::string value(text);
  std::replace_if(value.begin(), value.end(), IsControl, ' ');
  std::replace(value.begin(), value.end(), '"', '\'');
  return value;
}

// Everything is given the library as it wants it, so that nothing can be refused but memory.
void Add(icalcomponent* to, icalproperty* property) {
  if (property == nullptr) {
    throw std::bad_alloc();
  }
  icalcomponent_add_property(to, property);
}

icaltimetype InUtc(domain::Timestamp at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch();
  return icaltime_from_timet_with_zone(static_cast<time_t>(seconds.count()), 0,
                                       icaltimezone_get_utc_timezone());
}

icalproperty_method MethodOf(InviteMethod method) {
  switch (method) {
    case InviteMethod::kPublish:
      return ICAL_METHOD_PUBLISH;
    case InviteMethod::kRequest:
      return ICAL_METHOD_REQUEST;
    case InviteMethod::kCancel:
      break;
  }
  return ICAL_METHOD_CANCEL;
}

void AddOrganizer(icalcomponent* event, const Invite& invite) {
  if (invite.organizer_address.empty()) {
    return;
  }
  icalproperty* organizer =
      icalproperty_new_organizer(("mailto:" + invite.organizer_address).c_str());
  Add(event, organizer);
  icalproperty_add_parameter(organizer,
                             icalparameter_new_cn(Parameter(invite.organizer_name).c_str()));
}

// Who booked has agreed already, so nobody is asked for an answer. A file to download invites
// nobody (RFC 5546 section 3.2.1).
void AddAttendee(icalcomponent* event, const Invite& invite) {
  if (invite.method == InviteMethod::kPublish) {
    return;
  }
  icalproperty* attendee = icalproperty_new_attendee(("mailto:" + invite.attendee_address).c_str());
  Add(event, attendee);
  icalproperty_add_parameter(attendee,
                             icalparameter_new_cn(Parameter(invite.attendee_name).c_str()));
  icalproperty_add_parameter(attendee, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
  icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
  icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_ACCEPTED));
  icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_FALSE));
}

void AddWords(icalcomponent* event, const Invite& invite) {
  Add(event, icalproperty_new_summary(Lines(invite.summary).c_str()));
  Add(event, icalproperty_new_description(Lines(invite.description).c_str()));
  if (!invite.location.empty()) {
    Add(event, icalproperty_new_location(Lines(invite.location).c_str()));
  }
  Add(event, icalproperty_new_url(invite.url.c_str()));
}

Component EventOf(const Invite& invite) {
  Component event(icalcomponent_new(ICAL_VEVENT_COMPONENT));
  if (!event) {
    throw std::bad_alloc();
  }
  const bool is_cancelled = invite.method == InviteMethod::kCancel;
  const auto sequence =
      std::clamp<std::int64_t>(invite.sequence, 0, std::numeric_limits<int>::max());
  Add(event.get(), icalproperty_new_uid(invite.uid.c_str()));
  Add(event.get(), icalproperty_new_sequence(static_cast<int>(sequence)));
  Add(event.get(), icalproperty_new_dtstamp(InUtc(invite.stamped_at)));
  Add(event.get(), icalproperty_new_dtstart(InUtc(invite.time.start)));
  Add(event.get(), icalproperty_new_dtend(InUtc(invite.time.end)));
  AddWords(event.get(), invite);
  AddOrganizer(event.get(), invite);
  AddAttendee(event.get(), invite);
  Add(event.get(),
      icalproperty_new_status(is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  Add(event.get(),
      icalproperty_new_transp(is_cancelled ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
  return event;
}

}  // namespace

std::string CalendarText(const Invite& invite) {
  const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  if (!calendar) {
    throw std::bad_alloc();
  }
  Add(calendar.get(), icalproperty_new_version("2.0"));
  Add(calendar.get(), icalproperty_new_prodid(kProduct));
  Add(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
  Add(calendar.get(), icalproperty_new_method(MethodOf(invite.method)));
  icalcomponent_add_component(calendar.get(), EventOf(invite).release());
  const std::unique_ptr<char, TextCleanup> text(icalcomponent_as_ical_string_r(calendar.get()));
  if (!text) {
    throw std::bad_alloc();
  }
  return text.get();
}

}  // namespace nexcyte::fcgi
