#include "domain/invite.h"

namespace nexcyte::domain {

std::string_view ToString(InviteMethod method) {
  switch (method) {
    case InviteMethod::kPublish:
      return "PUBLISH";
    case InviteMethod::kRequest:
      return "REQUEST";
    case InviteMethod::kCancel:
      break;
  }
  return "CANCEL";
}

std::string InviteUid(const BookingId& booking, std::string_view domain) {
  return booking.str() + "@" + std::string(domain);
}

std::int64_t InviteSequence(std::int64_t revision, InviteMethod method) {
  return 2 * revision + (method == InviteMethod::kCancel ? 1 : 0);
}

}  // namespace nexcyte::domain
