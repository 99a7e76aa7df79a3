#include "views/message_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "domain/own_texts.h"

namespace nexcyte::views {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

struct State {
  std::string_view state;
  StateText words;
};

constexpr std::array<State, 9> kStates = {{
    {"pending", {"Waiting", "wait"}},
    {"sending", {"Being sent", "wait"}},
    {"sent", {"Sent", "good"}},
    {"delivered", {"Delivered", "good"}},
    {"bounced", {"Not delivered", "bad"}},
    {"uncertain", {"In doubt", "wait"}},
    {"suppressed", {"Held back", "quiet"}},
    {"superseded", {"Not needed any more", "quiet"}},
    {"dead", {"Not sent", "bad"}},
}};

// The dispatcher's words, then those of the transport, then the providers' commonest.
constexpr std::array<Row, 34> kFailures = {{
    {"expired", "It could not be sent before it was too late."},
    {"in_doubt", "Nobody can say whether it was accepted, so it was not sent again."},
    {"not_found_yet", "The provider does not know it yet. It is looked up again."},
    {"suppressed", "The address is on the list of those that get no more mail."},
    {"superseded", "The booking has changed since."},
    {"dropped", "Somebody took it out."},
    {"sms_off", "Text messages are switched off."},
    {"put_off", "The provider’s account is left alone for a while."},
    {"missing_value", "The text needs something that this booking does not have."},
    {"bad_template", "The text of this message has a mistake."},
    {"bad_header", "Sender, subject or address cannot stand in a mail."},
    {"complained", "The recipient has marked a mail as unwanted."},
    {"unsubscribed", "The recipient wants no more mail."},
    {"resolve", "The provider’s name could not be resolved."},
    {"connect", "The provider could not be reached."},
    {"tls", "No safe connection to the provider could be made."},
    {"time_limit", "The provider did not answer in time."},
    {"too_slow", "The provider answered too slowly."},
    {"too_large", "The provider’s answer was too long to be one."},
    {"broken", "The connection to the provider broke off."},
    {"not_allowed", "The provider’s address is not one that we may call."},
    {"waited_for_room", "The provider’s queue was full the first time. It is sent once more."},
    {"http_400", "The provider refused the message."},
    {"http_400_domain", "The sender’s domain may not send at the provider."},
    {"http_401", "The provider does not accept our key."},
    {"http_402", "The provider’s account is not paid."},
    {"http_403", "The provider does not let us send."},
    {"http_404", "The sender’s domain is not known at the provider."},
    {"http_413", "The message is too large."},
    {"http_429", "The provider asked us to wait."},
    {"twilio_21211", "This is no phone number that can be reached."},
    {"twilio_21610", "The recipient has answered STOP."},
    {"twilio_30001", "The provider’s queue was full, so it was never sent."},
    {"twilio_30003", "The phone cannot be reached."},
}};

template <std::size_t kSize>
std::string_view Find(const std::array<Row, kSize>& rows, std::string_view word) {
  const auto* row =
      std::find_if(rows.begin(), rows.end(), [word](const Row& one) { return one.first == word; });
  return row == rows.end() ? std::string_view() : row->second;
}

// A word may carry what it is about: `missing_value join_url`.
std::string WithSubject(std::string_view error, std::size_t blank) {
  const std::string_view known = Find(kFailures, error.substr(0, blank));
  return known.empty() ? std::string() : fmt::format("{} ({})", known, error.substr(blank + 1));
}

}  // namespace

std::string EventWords(std::string_view event_key) { return domain::EventName(event_key); }

std::string_view ChannelWords(domain::Channel channel) { return domain::ChannelName(channel); }

StateText StateWords(std::string_view state, domain::Channel channel) {
  if (channel == domain::Channel::kInApp && state == "sent") {
    return {"In the portal", "good"};
  }
  const auto* found = std::find_if(kStates.begin(), kStates.end(),
                                   [state](const State& one) { return one.state == state; });
  return found == kStates.end() ? StateText{state, "quiet"} : found->words;
}

std::string FailureWords(std::string_view error) {
  if (error.empty()) {
    return "";
  }
  if (const std::string_view known = Find(kFailures, error); !known.empty()) {
    return std::string(known);
  }
  if (const std::size_t blank = error.find(' '); blank != error.npos) {
    if (std::string words = WithSubject(error, blank); !words.empty()) {
      return words;
    }
  }
  if (error.starts_with("http_5")) {
    return fmt::format("The provider had trouble of its own ({}).", error.substr(5));
  }
  return fmt::format("The provider’s word for it is “{}”.", error);
}

}  // namespace nexcyte::views
