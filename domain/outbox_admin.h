#ifndef NEXCYTE_DOMAIN_OUTBOX_ADMIN_H_
#define NEXCYTE_DOMAIN_OUTBOX_ADMIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/id.h"
#include "domain/outbox.h"
#include "domain/time.h"

namespace nexcyte::domain {

// The outbox as a tenant's staff sees it: what waits, and what did not leave.

enum class OutboxShelf {
  kWaiting,     // due now or later
  kUncertain,   // may have been accepted; being looked up
  kDead,        // not sent, and will not be
  kBounced,     // accepted, and reported as not delivered
  kSuppressed,  // its recipient wants none, or may not have any
};

std::string_view ToString(OutboxShelf shelf);  // waiting, uncertain, dead, bounced, suppressed
std::optional<OutboxShelf> ParseOutboxShelf(std::string_view text);

struct OutboxEntry {
  OutboxId id;
  std::string event_key;
  Channel channel = Channel::kEmail;
  std::string recipient;
  std::optional<BookingId> booking;  // nothing: about an account
  int attempt = 0;                   // tries so far
  std::string error;                 // our word of the last try, or empty
  Timestamp created_at;
  Timestamp due_at;
};

// Whether staff may send it again, or take it out. Not what is about an account: the link in it is
// kept no longer than it waits.
bool MayRequeue(const OutboxEntry& entry, OutboxShelf shelf);
bool MayDrop(const OutboxEntry& entry, OutboxShelf shelf);

// Each counted up to kMostCounted.
struct OutboxCounts {
  static constexpr std::int64_t kMostCounted = 10000;

  std::int64_t waiting = 0;
  std::int64_t uncertain = 0;
  std::int64_t dead = 0;
  std::int64_t bounced = 0;
  std::int64_t suppressed = 0;
  std::optional<Timestamp> oldest_due;  // of those that wait, in doubt or not

  std::int64_t Of(OutboxShelf shelf) const;
};

// A provider's account that is left alone for a while, for all tenants.
struct ChannelPause {
  Channel channel = Channel::kEmail;
  std::string reason;  // our word
  Timestamp since;
};

struct OutboxQuery {
  OutboxShelf shelf = OutboxShelf::kWaiting;
  int limit = 50;
  std::string cursor;  // of OutboxPage::next_cursor, or empty
};

// What waits comes in the order in which it is sent within its channel, the first `limit` of it;
// the other shelves newest first, and page by page.
struct OutboxPage {
  std::vector<OutboxEntry> entries;
  std::string next_cursor;  // empty: no more
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_OUTBOX_ADMIN_H_
