#ifndef NEXCYTE_DOMAIN_OUTBOX_ADMIN_H_
#define NEXCYTE_DOMAIN_OUTBOX_ADMIN_H_

#include <chrono>
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
  static constexpr std::int64_t kMostCounted = 1000;

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

// A channel that the tenant's own staff has stopped: messages about bookings wait until they start
// it again, those about accounts leave all the same.
struct StaffPause {
  Channel channel = Channel::kEmail;
  std::string actor_name;
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

// One try to send a message.
struct SendAttempt {
  std::string outcome;  // the state that it led to
  std::string error;    // our word, or empty
  Timestamp at;
};

// A message about a booking, with what became of it.
struct BookingMessage {
  OutboxEntry entry;
  std::string state;  // of OutboxState, or what its provider tells: delivered, bounced
  RecipientKind recipient_kind = RecipientKind::kAttendee;
  std::int64_t revision = 0;            // of the booking, when it was written
  std::optional<Timestamp> settled_at;  // when its state became final
  std::vector<SendAttempt> attempts;    // the latest kMostAttemptsShown, oldest first
};
inline constexpr int kMostMessagesShown = 200;
inline constexpr int kMostAttemptsShown = 20;

// Whether staff may have it sent once more: it has left or ended, it is no reminder and no notice
// in the portal, and the booking is still at the `revision` of which it tells.
bool MayResend(const BookingMessage& message, std::int64_t revision);

// The outbox for staff. Others see nothing of it.
class OutboxAdminRepository {
 public:
  virtual ~OutboxAdminRepository() = default;
  virtual OutboxCounts Count() = 0;
  virtual OutboxPage List(const OutboxQuery& query) = 0;
  virtual std::vector<ChannelPause> Pauses() = 0;
  virtual std::optional<std::string> StateOf(const OutboxId& id) = 0;  // nothing: there is none
  // Makes it due at once, for `life` at least, with a new attempt. False: MayRequeue() says no.
  virtual bool Requeue(const OutboxId& id, std::chrono::hours life) = 0;
  // Takes it out of the queue. False: MayDrop() says no, or it is being sent.
  virtual bool Drop(const OutboxId& id) = 0;

  virtual std::vector<StaffPause> StaffPauses() = 0;
  // False: it is paused, or not paused, already.
  virtual bool PauseChannel(Channel channel, const UserId& by) = 0;
  virtual bool ResumeChannel(Channel channel) = 0;

  // Latest first, the newest kMostMessagesShown.
  virtual std::vector<BookingMessage> ListOf(const BookingId& booking) = 0;
  // Writes another one like it, due at once and for `life`. False: there are too many like it.
  virtual bool Copy(const OutboxId& id, std::chrono::hours life) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_OUTBOX_ADMIN_H_
