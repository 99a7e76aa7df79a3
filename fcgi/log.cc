#include "fcgi/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

#include "domain/text.h"
#include "domain/time.h"
#include "fcgi/system.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::size_t kMaxValue = 500;
constexpr std::string_view kRedacted = "[redacted]";
// From here on a run of token characters is taken for a credential (ours have 43, a UUID has 36,
// nginx's request id 32).
constexpr std::size_t kTokenLength = 40;
// Fewer digits are a count, a port or a status (E.164 numbers have 7 to 15 behind the plus).
constexpr std::size_t kPhoneDigits = 7;

std::atomic<LogLevel> minimum_level{LogLevel::kInfo};

std::string_view ToString(LogLevel level) {
  constexpr std::array<std::string_view, 4> kNames = {"debug", "info", "warning", "error"};
  return kNames.at(static_cast<std::size_t>(level));
}

// Names whose value never gets out, wherever the word stands in the name.
bool IsSecretName(std::string_view name) {
  constexpr std::array<std::string_view, 11> kWords = {
      "token", "password", "secret", "cookie", "authorization", "api_key",
      "email", "phone",    "hash",   "csrf",   "database_url"};
  const std::string folded = domain::LowerAscii(name);
  return std::ranges::any_of(
      kWords, [&folded](std::string_view word) { return folded.find(word) != folded.npos; });
}

bool IsTokenCharacter(char c) { return domain::IsAsciiAlnum(c) || c == '_' || c == '-'; }

// Everything that can be part of an address, a number or a token; anything else ends a word.
bool IsWordCharacter(char c) {
  return IsTokenCharacter(c) || c < 0 ||
         std::string_view(".@+%:").find(c) != std::string_view::npos;
}

bool IsPhone(std::string_view word) {
  return word.starts_with('+') && static_cast<std::size_t>(std::ranges::count_if(
                                      word, domain::IsAsciiDigit)) >= kPhoneDigits;
}

bool HasLongRun(std::string_view word) {
  std::size_t run = 0;
  for (const char c : word) {
    run = IsTokenCharacter(c) ? run + 1 : 0;
    if (run >= kTokenLength) {
      return true;
    }
  }
  return false;
}

bool IsSecretWord(std::string_view word) {
  // An `@` is an address, or the user and password of a URL; `%40` is the same in a query.
  return word.find('@') != word.npos || word.find("%40") != word.npos || IsPhone(word) ||
         word.starts_with("%2B") || HasLongRun(word);
}

// Cut between words: half a token would no longer be taken for one.
std::string_view Shorten(std::string_view value) {
  if (value.size() <= kMaxValue) {
    return value;
  }
  std::size_t end = kMaxValue;
  while (end > 0 && IsWordCharacter(value[end])) {
    --end;
  }
  return value.substr(0, end);
}

bool IsPlain(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != '=' && c != '\\';
  });
}

void AppendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20 || c >= 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace

std::string Redact(std::string_view value) {
  std::string out;
  while (!value.empty()) {
    const auto word_end = std::ranges::find_if_not(value, IsWordCharacter);
    const auto length = static_cast<std::size_t>(word_end - value.begin());
    const std::string_view word = value.substr(0, length);
    out += IsSecretWord(word) ? kRedacted : word;
    value.remove_prefix(length);
    if (!value.empty()) {
      out += value.front();
      value.remove_prefix(1);
    }
  }
  return out;
}

LogLine::LogLine(LogLevel level, std::string_view event)
    : level_(level), text_(fmt::format("{} {} pid={}", ToString(level), event, getpid())) {}

LogLine& LogLine::Add(std::string_view name, std::string_view value) {
  const std::string shown = IsSecretName(name) ? std::string(kRedacted) : Redact(Shorten(value));
  fmt::format_to(std::back_inserter(text_), " {}=", name);
  if (IsPlain(shown)) {
    text_ += shown;
  } else {
    AppendQuoted(text_, shown);
  }
  return *this;
}

LogLine& LogLine::Add(std::string_view name, std::int64_t value) {
  fmt::format_to(std::back_inserter(text_), " {}={}", name, value);
  return *this;
}

void LogLine::Write() const {
  if (level_ < minimum_level.load()) {
    return;
  }
  const std::string line = fmt::format("{} {}\n", domain::FormatRfc3339(Now()), text_);
  // One write() per line: lines of threads and of workers do not mix. A log that cannot be
  // written is no reason to fail a request.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

void SetLogLevel(LogLevel level) { minimum_level = level; }

}  // namespace nexcyte::fcgi
