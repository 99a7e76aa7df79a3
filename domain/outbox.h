#ifndef NEXCYTE_DOMAIN_OUTBOX_H_
#define NEXCYTE_DOMAIN_OUTBOX_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "domain/id.h"
#include "domain/invite.h"
#include "domain/time.h"

namespace nexcyte::domain {

enum class Channel { kEmail, kSms, kInApp };

std::string_view ToString(Channel channel);  // email, sms, in_app
std::optional<Channel> ParseChannel(std::string_view text);

enum class RecipientKind { kAttendee, kStaff, kAccount };

std::optional<RecipientKind> ParseRecipientKind(std::string_view text);  // attendee, staff, account

// One message to one recipient on one channel, as leased for sending.
struct OutboxMessage {
  OutboxId id;
  TenantId tenant;
  std::string event_key;
  Channel channel = Channel::kEmail;
  RecipientKind recipient_kind = RecipientKind::kAccount;
  std::string recipient;
  std::optional<BookingId> booking;
  std::int64_t revision = 0;  // of the booking, when the row was written
  std::map<std::string, std::string>
      payload;         // what the booking row does not keep: old_start, reason
  std::string secret;  // the clear token of an account mail, or empty
  int attempt = 0;     // of this lease, from 1
  Timestamp created_at;
  Timestamp expires_at;  // not sent after this
  // Set: an attempt that began then may have been accepted, and is to be looked up first.
  std::optional<Timestamp> uncertain_since;
  std::chrono::milliseconds in_doubt_for{0};  // since then, by database time at the lease
  int resends = 0;                            // times it was sent again in doubt
};

// One mail, ready to leave. Header values hold no control characters: CheckEmail refuses them.
struct Email {
  std::string message_id;  // `uuid@domain`, the same for every attempt of a row
  std::string from_name;
  std::string from_address;
  std::string reply_to;  // or empty
  std::string to;
  std::string subject;
  std::string text;
  std::string html;
  std::optional<Invite> invite;        // for the recipient's calendar
  std::chrono::seconds useful_for{0};  // the provider stops trying after this
};

// mailgun.md section 2.6: refuses control characters and a second recipient in any header value.
// Throws Error(kInvalid, "bad_header").
void CheckEmail(const Email& mail);

// One text message, ready to leave: `body` is what SmsText() makes.
struct Sms {
  OutboxId id;     // comes back with the provider's callbacks
  std::string to;  // E.164
  std::string body;
  std::chrono::seconds useful_for{0};  // the provider stops trying after this
};

enum class SendOutcome {
  kAccepted,
  kFailedForNow,   // certainly not accepted: try again, not before retry_after
  kFailedForGood,  // about this message: dead
  kOptedOut,       // the recipient wants none of these: suppressed, and remembered
  kConfiguration,  // about the account: the row waits, its attempt does not count
  kUncertain,      // may have been accepted
};

struct SendResult {
  SendOutcome outcome = SendOutcome::kUncertain;
  std::string provider_id;
  std::string error;  // our word for it, e.g. `http_503`; no provider text
  std::chrono::seconds retry_after{0};
  // About the account and not the message: its other messages wait as well, and the attempt does
  // not count.
  bool pauses_account = false;
  // With kFailedForGood: nothing will ever reach this recipient.
  bool bad_address = false;
};

enum class OutboxState { kPending, kSending, kSent, kUncertain, kSuppressed, kSuperseded, kDead };

std::string_view ToString(OutboxState state);

// What becomes of a row after an attempt.
struct NextStep {
  OutboxState state = OutboxState::kDead;
  std::chrono::milliseconds wait{0};  // of kPending and kUncertain: before the next try or look-up
};

// The retry policy, pure. Full jitter: `jitter` (0 to 1) times min(15 min, 5 s doubling per
// finished attempt), at least the provider's hint capped at 1 h. A row lives until `expires_at`,
// however many attempts that takes: a provider may be down for a day. What may have been accepted
// is looked up after half a minute.
NextStep Next(const SendResult& result, const OutboxMessage& message, Timestamp now, double jitter);

// What to do about a message in doubt of which the provider knows nothing (`asked`), or which could
// not be looked up. A mail (mailgun.md section 7) is sent again once, with the same Message-Id:
// after two minutes of silence, or after ten without a look-up. Later looks wait longer and longer;
// after half an hour without a trace of the second one it is dead. A text message (twilio.md
// section 4) is looked for after half a minute, two minutes and ten, for as long again while nobody
// can be asked, and never sent again: somebody would be woken up twice.
enum class DoubtStep { kWait, kSendAgain, kGiveUp };
struct Doubt {
  DoubtStep step = DoubtStep::kWait;
  std::chrono::milliseconds wait{0};  // of kWait
};
Doubt AboutDoubt(const OutboxMessage& message, bool asked);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_OUTBOX_H_
