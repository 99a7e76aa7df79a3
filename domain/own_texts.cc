#include "domain/own_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "domain/mail_html.h"
#include "domain/message_template.h"
#include "domain/notification.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

constexpr std::array<std::string_view, 12> kEvents = {
    "booking_created",  "booking_rescheduled", "booking_cancelled", "booking_requested",
    "booking_rejected", "booking_failed",      "booking_reminder",  "account_verify",
    "account_exists",   "account_reset",       "member_invited",    "phone_code"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kEventNames = {{
    {"booking_created", "Booking confirmed"},
    {"booking_rescheduled", "Booking moved"},
    {"booking_cancelled", "Booking cancelled"},
    {"booking_requested", "Booking requested"},
    {"booking_rejected", "Request declined"},
    {"booking_failed", "Booking failed"},
    {"booking_reminder", "Reminder"},
    {"account_verify", "Confirm the address"},
    {"account_exists", "Account exists already"},
    {"account_reset", "New password"},
    {"member_invited", "Invitation"},
    {"phone_code", "Code for a phone number"},
    {"template_test", "Test of a text"},
}};

// More would only bury the first ones.
constexpr std::size_t kMostTold = 5;

// One field on its way through the checks.
class FieldCheck {
 public:
  explicit FieldCheck(const char* field) : field_(field) {}

  void Refuse(std::string message) { messages_.push_back(std::move(message)); }
  void Refuse(const std::vector<TemplateProblem>& problems) {
    for (const TemplateProblem& problem : problems) {
      messages_.push_back(Words(problem));
    }
  }
  bool is_fine() const { return messages_.empty(); }

  void AddTo(std::vector<FieldError>& errors) const {
    if (is_fine()) {
      return;
    }
    std::string all;
    for (std::size_t i = 0; i < std::min(messages_.size(), kMostTold); ++i) {
      all += (i == 0 ? "" : "\n") + messages_[i];
    }
    if (messages_.size() > kMostTold) {
      all += fmt::format("\nThere are {} more.", messages_.size() - kMostTold);
    }
    errors.push_back({field_, std::move(all)});
  }

 private:
  static std::string Words(const TemplateProblem& problem) {
    std::string words =
        fmt::format("Line {}, column {}: {}", problem.line, problem.column, problem.message);
    if (!problem.did_you_mean.empty()) {
      words += " Did you mean {{" + problem.did_you_mean + "}}?";
    }
    return words;
  }

  std::string field_;
  std::vector<std::string> messages_;
};

bool IsBlank(const std::string& text) { return Trim(text).empty(); }

bool Mentions(std::string_view text, std::string_view placeholder) {
  const std::vector<std::string> names = PlaceholdersIn(text);
  return std::find(names.begin(), names.end(), placeholder) != names.end();
}

void CheckLength(FieldCheck& check, const std::string& text, std::size_t most) {
  if (CountCharacters(text).value_or(0) > most) {
    check.Refuse(fmt::format("Use at most {} characters.", most));
  }
}

// What every part must be, whatever it is for.
void CheckPart(FieldCheck& check, const TextsKey& key, const std::string& text, std::size_t most,
               bool has_phone) {
  CheckLength(check, text, most);
  check.Refuse(CheckTemplate(text, key.event_key));
  if (!has_phone && check.is_fine() && Mentions(text, "tenant_phone")) {
    check.Refuse(
        "Your settings have no phone number, so {{tenant_phone}} would stay empty. Add the number "
        "there first, or leave this out.");
  }
}

void RequirePlaceholder(FieldCheck& check, const TextsKey& key, const std::string& text) {
  const std::string_view required = RequiredPlaceholder(key.event_key);
  if (required.empty() || !check.is_fine() || Mentions(text, required)) {
    return;
  }
  check.Refuse(required == "code"
                   ? "{{code}} is missing. Without the digits nobody can confirm a number."
                   : "{{manage_url}} is missing. Without the link nobody can do what this mail is "
                     "about.");
}

FieldCheck CheckSubject(const TextsKey& key, const std::string& subject, bool has_phone) {
  FieldCheck check("subject_template");
  const std::size_t most = LimitsOf(key.channel).subject;
  if (most == 0) {
    if (!subject.empty()) {
      check.Refuse("A text message has no subject.");
    }
    return check;
  }
  if (IsBlank(subject)) {
    check.Refuse("Enter a subject.");
  } else if (CountCharacters(subject) && HasControlCharacters(subject)) {
    check.Refuse("Use one line, without control characters.");
  }
  CheckPart(check, key, subject, most, has_phone);
  return check;
}

FieldCheck CheckText(const TextsKey& key, const std::string& text, bool has_phone) {
  FieldCheck check("body_text_template");
  if (IsBlank(text)) {
    check.Refuse("Enter a text.");
  }
  CheckPart(check, key, text, LimitsOf(key.channel).text, has_phone);
  RequirePlaceholder(check, key, text);
  return check;
}

FieldCheck CheckHtml(const TextsKey& key, const std::string& html, bool has_phone) {
  FieldCheck check("body_html_template");
  const std::size_t most = LimitsOf(key.channel).html;
  if (IsBlank(html)) {
    return check;
  }
  if (most == 0) {
    check.Refuse("Only e-mails have an HTML part.");
    return check;
  }
  CheckPart(check, key, html, most, has_phone);
  if (check.is_fine()) {
    check.Refuse(CheckMailHtml(html));
  }
  RequirePlaceholder(check, key, html);
  return check;
}

}  // namespace

std::span<const std::string_view> MessageEvents() { return kEvents; }

bool MayWord(const TextsKey& key) {
  return std::find(kEvents.begin(), kEvents.end(), key.event_key) != kEvents.end() &&
         HasDefaultTexts(key.event_key, key.channel);
}

std::string_view RequiredPlaceholder(std::string_view event_key) {
  if (event_key == "phone_code") {
    return "code";
  }
  return IsBookingEvent(event_key) ? std::string_view() : "manage_url";
}

std::string EventName(std::string_view event_key) {
  const auto* found = std::ranges::find(kEventNames, event_key,
                                        &std::pair<std::string_view, std::string_view>::first);
  return std::string(found == kEventNames.end() ? event_key : found->second);
}

std::string_view ChannelName(Channel channel) {
  switch (channel) {
    case Channel::kEmail:
      return "E-mail";
    case Channel::kSms:
      return "SMS";
    case Channel::kInApp:
      return "Notice";
  }
  return "";
}

std::vector<std::string> NamesOfUsers(std::string_view placeholder,
                                      const std::vector<OwnTexts>& texts) {
  std::vector<std::string> names;
  for (const OwnTexts& own : texts) {
    const bool uses_it = Mentions(own.texts.subject, placeholder) ||
                         Mentions(own.texts.text, placeholder) ||
                         Mentions(own.texts.html, placeholder);
    if (own.is_enabled && uses_it) {
      names.push_back(
          fmt::format("{} ({})", EventName(own.key.event_key), ChannelName(own.key.channel)));
    }
  }
  return names;
}

TextsLimits LimitsOf(Channel channel) {
  switch (channel) {
    case Channel::kEmail:
      return {.subject = 200, .text = 20000, .html = 60000};
    case Channel::kSms:
      return {.subject = 0, .text = 1000, .html = 0};
    case Channel::kInApp:
      return {.subject = 200, .text = 2000, .html = 0};
  }
  return {};
}

std::vector<FieldError> CheckOwnTexts(const TextsKey& key, const MessageTexts& texts,
                                      bool has_phone) {
  std::vector<FieldError> errors;
  CheckSubject(key, texts.subject, has_phone).AddTo(errors);
  CheckText(key, texts.text, has_phone).AddTo(errors);
  CheckHtml(key, texts.html, has_phone).AddTo(errors);
  return errors;
}

}  // namespace nexcyte::domain
