#ifndef NEXCYTE_DOMAIN_DELIVERY_H_
#define NEXCYTE_DOMAIN_DELIVERY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/crypto.h"
#include "domain/outbox.h"

namespace nexcyte::domain {

// How far a message has come, as its provider tells.
enum class DeliveryState {
  kSent,       // the provider has it
  kDelivered,  // it has arrived
  kBounced,    // it will not arrive
};

std::string_view ToString(DeliveryState state);  // sent, delivered, bounced

// Why nothing more is sent to an address.
enum class SuppressionReason { kComplaint, kPermanentFailure, kUnsubscribed };

std::string_view ToString(SuppressionReason reason);

// A row of the outbox as a report finds it.
struct SentMessage {
  Channel channel = Channel::kEmail;
  std::string recipient;
  std::string state;
  std::string provider_id;  // or empty
};

// What a provider says of one message. Everything in it is signed or was checked to be plausible by
// the reader; that it fits the row is not.
struct DeliveryReport {
  std::string provider;       // mailgun, twilio
  std::vector<Digest> marks;  // of this report: one that was there before is a repetition
  OutboxId id;
  Channel channel = Channel::kEmail;
  std::string recipient;
  std::string provider_id;  // or empty
  DeliveryState state = DeliveryState::kSent;
  std::string error;  // our word for it, or empty
  std::optional<SuppressionReason> suppress;
  bool opted_out = false;       // the number's owner answered STOP
  bool was_never_sent = false;  // with kBounced: for want of room, which there may be later
};

// True when the report is about this row: the same channel and recipient (in any case of letters),
// and no other message of the provider's.
bool Fits(const DeliveryReport& report, const SentMessage& row);

// Reports come in any order, so a row only moves forward: what is on its way or doubtful to sent,
// sent to delivered or bounced. A mail can bounce after it was delivered; an SMS keeps the first of
// its final states.
bool MovesForward(const SentMessage& row, DeliveryState state);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_DELIVERY_H_
