#include "domain/outbox.h"

#include <algorithm>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstWait = std::chrono::seconds(5);
constexpr milliseconds kLongestWait = std::chrono::minutes(15);
constexpr milliseconds kLongestHint = std::chrono::hours(1);
constexpr milliseconds kConfigurationWait = std::chrono::minutes(1);
constexpr milliseconds kFirstLook = std::chrono::seconds(30);

milliseconds Backoff(int attempt, double jitter) {
  milliseconds ceiling = kFirstWait;
  for (int finished = 1; finished < attempt && ceiling < kLongestWait; ++finished) {
    ceiling *= 2;
  }
  ceiling = std::min(ceiling, kLongestWait);
  const double share = std::clamp(jitter, 0.0, 1.0);
  return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(ceiling.count()) * share));
}

milliseconds Hint(const SendResult& result) {
  return std::min<milliseconds>(result.retry_after, kLongestHint);
}

[[noreturn]] void RefuseHeader(const char* what) {
  throw Error(ErrorCode::kInvalid, "bad_header", what);
}

void CheckHeaderValue(std::string_view value, const char* what) {
  const bool has_control = std::any_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (has_control || !CountCharacters(value)) {
    RefuseHeader(what);
  }
}

// One bare address: no display name, no list, nothing quoted.
void CheckAddress(std::string_view address, const char* what) {
  CheckHeaderValue(address, what);
  const std::size_t at = address.find('@');
  const bool has_both_sides =
      at != std::string_view::npos && at > 0 && IsDomainName(LowerAscii(address.substr(at + 1)));
  const bool is_plain = std::all_of(address.begin(), address.end(), [](char c) {
    return c > ' ' && c < 0x7F &&
           std::string_view(",;:<>()[]\"\\").find(c) == std::string_view::npos;
  });
  if (!has_both_sides || !is_plain) {
    RefuseHeader(what);
  }
}

void CheckBody(std::string_view body, const char* what) {
  if (!CountCharacters(body) || body.find('\0') != std::string_view::npos) {
    RefuseHeader(what);
  }
}

void CheckInvite(const Invite& invite) {
  CheckHeaderValue(invite.uid, "uid");
  CheckHeaderValue(invite.url, "url");
  CheckBody(invite.organizer_name, "organizer_name");
  CheckAddress(invite.organizer_address, "organizer_address");
  CheckBody(invite.attendee_name, "attendee_name");
  CheckAddress(invite.attendee_address, "attendee_address");
  CheckBody(invite.summary, "summary");
  CheckBody(invite.description, "description");
  CheckBody(invite.location, "location");
}

Doubt AboutText(milliseconds since, bool asked) {
  using std::chrono::minutes;
  for (const milliseconds look :
       {kFirstLook, milliseconds(minutes(2)), milliseconds(minutes(10))}) {
    if (since < look) {
      return {DoubtStep::kWait, look - since};
    }
  }
  return asked || since >= minutes(20) ? Doubt{DoubtStep::kGiveUp, milliseconds{0}}
                                       : Doubt{DoubtStep::kWait, minutes(2)};
}

}  // namespace

std::string_view ToString(Channel channel) {
  switch (channel) {
    case Channel::kEmail:
      return "email";
    case Channel::kSms:
      return "sms";
    case Channel::kInApp:
      return "in_app";
  }
  return "";
}

std::optional<Channel> ParseChannel(std::string_view text) {
  for (const Channel channel : {Channel::kEmail, Channel::kSms, Channel::kInApp}) {
    if (ToString(channel) == text) {
      return channel;
    }
  }
  return std::nullopt;
}

std::optional<RecipientKind> ParseRecipientKind(std::string_view text) {
  if (text == "attendee") {
    return RecipientKind::kAttendee;
  }
  if (text == "staff") {
    return RecipientKind::kStaff;
  }
  return text == "account" ? std::optional(RecipientKind::kAccount) : std::nullopt;
}

std::string_view ToString(OutboxState state) {
  switch (state) {
    case OutboxState::kPending:
      return "pending";
    case OutboxState::kSending:
      return "sending";
    case OutboxState::kSent:
      return "sent";
    case OutboxState::kUncertain:
      return "uncertain";
    case OutboxState::kSuppressed:
      return "suppressed";
    case OutboxState::kSuperseded:
      return "superseded";
    case OutboxState::kDead:
      return "dead";
  }
  return "";
}

void CheckEmail(const Email& mail) {
  CheckAddress(mail.message_id, "message_id");
  CheckHeaderValue(mail.from_name, "from_name");
  CheckAddress(mail.from_address, "from_address");
  if (!mail.reply_to.empty()) {
    CheckAddress(mail.reply_to, "reply_to");
  }
  CheckAddress(mail.to, "to");
  CheckHeaderValue(mail.subject, "subject");
  CheckBody(mail.text, "text");
  CheckBody(mail.html, "html");
  if (mail.invite) {
    CheckInvite(*mail.invite);
  }
}

NextStep Next(const SendResult& result, const OutboxMessage& message, Timestamp now,
              double jitter) {
  if (result.outcome == SendOutcome::kAccepted) {
    return {OutboxState::kSent, milliseconds{0}};
  }
  if (result.outcome == SendOutcome::kOptedOut) {
    return {OutboxState::kSuppressed, milliseconds{0}};
  }
  if (result.outcome == SendOutcome::kFailedForGood || now >= message.expires_at) {
    return {OutboxState::kDead, milliseconds{0}};
  }
  if (result.outcome == SendOutcome::kConfiguration) {
    return {OutboxState::kPending, std::max(kConfigurationWait, Hint(result))};
  }
  if (result.outcome == SendOutcome::kUncertain) {
    return {OutboxState::kUncertain, kFirstLook};
  }
  return {OutboxState::kPending, std::max(Backoff(message.attempt, jitter), Hint(result))};
}

Doubt AboutDoubt(const OutboxMessage& message, bool asked) {
  using std::chrono::minutes;
  const milliseconds since = message.in_doubt_for;
  if (message.channel == Channel::kSms) {
    return AboutText(since, asked);
  }
  const milliseconds patience = asked ? minutes(2) : minutes(10);
  if (message.resends == 0) {
    return since >= patience ? Doubt{DoubtStep::kSendAgain, milliseconds{0}}
                             : Doubt{DoubtStep::kWait, patience - since};
  }
  // Nobody knows of the second one either.
  return since >= minutes(40)
             ? Doubt{DoubtStep::kGiveUp, milliseconds{0}}
             : Doubt{DoubtStep::kWait, std::clamp<milliseconds>(since, kFirstLook, minutes(10))};
}

}  // namespace nexcyte::domain
