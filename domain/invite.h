#ifndef NEXCYTE_DOMAIN_INVITE_H_
#define NEXCYTE_DOMAIN_INVITE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/id.h"
#include "domain/time.h"

namespace nexcyte::domain {

enum class InviteMethod { kPublish, kRequest, kCancel };

std::string_view ToString(InviteMethod method);  // PUBLISH, REQUEST, CANCEL (RFC 5546 section 1.4)

// One appointment as calendars exchange it (RFC 5545, RFC 5546). Nothing in it comes from Cal.com
// but the place where people meet.
struct Invite {
  InviteMethod method = InviteMethod::kRequest;
  std::string uid;
  std::int64_t sequence = 0;
  TimeRange time;
  std::string summary;
  std::string description;
  std::string location;  // or empty
  std::string url;       // the booking's page
  std::string organizer_name;
  std::string organizer_address;  // empty: no organizer, in a file to download
  std::string attendee_name;
  std::string attendee_address;
  Timestamp stamped_at;
};

// The same for the life of a booking: what links a change and a cancellation to their appointment.
std::string InviteUid(const BookingId& booking, std::string_view domain);

// Rises with every change that is told. A cancellation counts one more than its revision, because
// a booking that somebody closes by hand keeps the revision of the appointment it withdraws.
std::int64_t InviteSequence(std::int64_t revision, InviteMethod method);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_INVITE_H_
