#include "domain/outbox_admin.h"

namespace nexcyte::domain {

std::string_view ToString(OutboxShelf shelf) {
  switch (shelf) {
    case OutboxShelf::kWaiting:
      return "waiting";
    case OutboxShelf::kUncertain:
      return "uncertain";
    case OutboxShelf::kDead:
      return "dead";
    case OutboxShelf::kBounced:
      return "bounced";
    case OutboxShelf::kSuppressed:
      return "suppressed";
  }
  return "";
}

std::optional<OutboxShelf> ParseOutboxShelf(std::string_view text) {
  using enum OutboxShelf;
  for (const OutboxShelf shelf : {kWaiting, kUncertain, kDead, kBounced, kSuppressed}) {
    if (ToString(shelf) == text) {
      return shelf;
    }
  }
  return std::nullopt;
}

bool MayRequeue(const OutboxEntry& entry, OutboxShelf shelf) {
  const bool has_ended = shelf == OutboxShelf::kDead || shelf == OutboxShelf::kBounced;
  return has_ended && entry.booking.has_value();
}

bool MayDrop(const OutboxEntry& entry, OutboxShelf shelf) {
  const bool is_open = shelf == OutboxShelf::kWaiting || shelf == OutboxShelf::kUncertain;
  return is_open && entry.booking.has_value();
}

bool MayResend(const BookingMessage& message, std::int64_t revision) {
  const bool has_ended = message.state == "sent" || message.state == "delivered" ||
                         message.state == "bounced" || message.state == "dead";
  return has_ended && message.entry.booking && message.entry.channel != Channel::kInApp &&
         message.entry.event_key != "booking_reminder" && message.revision == revision;
}

std::int64_t OutboxCounts::Of(OutboxShelf shelf) const {
  switch (shelf) {
    case OutboxShelf::kWaiting:
      return waiting;
    case OutboxShelf::kUncertain:
      return uncertain;
    case OutboxShelf::kDead:
      return dead;
    case OutboxShelf::kBounced:
      return bounced;
    case OutboxShelf::kSuppressed:
      return suppressed;
  }
  return 0;
}

}  // namespace nexcyte::domain
