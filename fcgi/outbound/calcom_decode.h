#ifndef NEXCYTE_FCGI_OUTBOUND_CALCOM_DECODE_H_
#define NEXCYTE_FCGI_OUTBOUND_CALCOM_DECODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/providers.h"
#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// Answers with a 2xx status -> domain types. Members that we do not read are ignored; those that we
// read must be there and of their type, or the whole answer is kUnknown with the member's name in
// `detail`. Nothing else of the answer gets into `detail`.

// With `format=range`: every slot has an end.
domain::CalendarResult<std::vector<domain::Slot>> ReadSlots(const HttpAnswer& answer);
domain::CalendarResult<domain::CalendarHold> ReadHold(const HttpAnswer& answer);
// One booking. A recurring series (an array) is kUnknown.
domain::CalendarResult<domain::CalendarBooking> ReadBooking(const HttpAnswer& answer);
domain::CalendarResult<std::vector<domain::CalendarBooking>> ReadBookings(const HttpAnswer& answer);
domain::CalendarResult<domain::CalendarEventType> ReadEventType(const HttpAnswer& answer);
domain::CalendarResult<std::vector<domain::CalendarEventType>> ReadEventTypes(
    const HttpAnswer& answer);

// A team that the key's user belongs to.
struct CalcomTeam {
  std::int64_t id = 0;
  std::string slug;
  bool is_organization = false;
};
domain::CalendarResult<std::vector<CalcomTeam>> ReadTeams(const HttpAnswer& answer);

// 1 to 255 letters, digits, `_` or `-`: what may become part of a path.
bool IsCalcomUid(std::string_view text);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_CALCOM_DECODE_H_
