#include "domain/delivery.h"

#include "domain/text.h"

namespace nexcyte::domain {

std::string_view ToString(DeliveryState state) {
  switch (state) {
    case DeliveryState::kSent:
      return "sent";
    case DeliveryState::kDelivered:
      return "delivered";
    case DeliveryState::kBounced:
      return "bounced";
  }
  return "";
}

std::string_view ToString(SuppressionReason reason) {
  switch (reason) {
    case SuppressionReason::kComplaint:
      return "complaint";
    case SuppressionReason::kPermanentFailure:
      return "permanent_failure";
    case SuppressionReason::kUnsubscribed:
      return "unsubscribed";
  }
  return "";
}

bool Fits(const DeliveryReport& report, const SentMessage& row) {
  const bool same_message = row.provider_id.empty() || report.provider_id.empty() ||
                            row.provider_id == report.provider_id;
  return report.channel == row.channel && same_message &&
         LowerAscii(report.recipient) == LowerAscii(row.recipient);
}

bool MovesForward(const SentMessage& row, DeliveryState state) {
  if (row.state == "sending" || row.state == "uncertain") {
    return true;
  }
  if (row.state == "sent") {
    return state != DeliveryState::kSent;
  }
  return row.state == "delivered" && row.channel == Channel::kEmail &&
         state == DeliveryState::kBounced;
}

}  // namespace nexcyte::domain
