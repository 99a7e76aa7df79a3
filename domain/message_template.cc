#include "domain/message_template.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <optional>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

constexpr std::array kPlaceholders{
    Placeholder{"attendee_name", "Name of the person who booked", "Ada Lovelace"},
    Placeholder{"purpose", "What was booked, in your own words", "Intro call"},
    Placeholder{"start_local", "Start in the attendee's time zone, with date, zone and offset",
                "Monday, 23 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)"},
    Placeholder{"end_local", "End in the attendee's time zone, with date, zone and offset",
                "Monday, 23 November 2026, 15:00 (Europe/Berlin, CET, UTC+01:00)"},
    Placeholder{"start_date", "Day of the start in the attendee's time zone",
                "Monday, 23 November 2026"},
    Placeholder{"start_time", "Time of the start in the attendee's time zone", "14:30"},
    Placeholder{"time_zone", "The attendee's time zone", "Europe/Berlin"},
    Placeholder{"old_start_local", "Start before the booking was moved",
                "Friday, 20 November 2026, 10:00 (Europe/Berlin, CET, UTC+01:00)"},
    Placeholder{"location", "Where it takes place", "Main street 1, 2nd floor"},
    Placeholder{"join_url", "Link to join, or to the booking's page while there is none",
                "https://acme.example.com/t/acme/bookings/5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11"},
    Placeholder{"manage_url", "Link to the page where the person can act on this message",
                "https://acme.example.com/t/acme/bookings/5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11"},
    Placeholder{"reason", "Reason of a change, or `none given`", "Illness"},
    Placeholder{"status", "State of the booking", "scheduled"},
    Placeholder{"host_name", "Who receives the attendee: your own name", "Acme"},
    Placeholder{"tenant_name", "Your own name", "Acme"},
    Placeholder{"tenant_phone", "Your phone number, if the settings have one", "+49 30 1234567"},
    Placeholder{"tenant_id", "Your number in this portal", "7d1b0c52-6f0e-4d7f-8d43-2d4b0e0c7c11"},
    Placeholder{"booking_uid", "Number of the booking", "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11"},
    Placeholder{"start_at", "Start in UTC", "2026-11-23T13:30:00Z"},
    Placeholder{"end_at", "End in UTC", "2026-11-23T14:00:00Z"},
    Placeholder{"code", "The six digits that prove a phone number", "123456"},
};

// What every message has, whatever it is about.
constexpr std::array<std::string_view, 5> kCommon{"tenant_name", "tenant_phone", "tenant_id",
                                                  "host_name", "manage_url"};

// One piece of a text: what stands before a placeholder, and the placeholder, if there is one.
struct Piece {
  std::string_view before;
  std::optional<std::string_view> name;
  std::size_t offset = 0;  // of the opening braces
  bool is_closed = true;
};

Piece NextPiece(std::string_view text, std::size_t from) {
  Piece piece;
  const std::size_t open = text.find("{{", from);
  piece.before = text.substr(from, open == std::string_view::npos ? open : open - from);
  if (open == std::string_view::npos) {
    return piece;
  }
  const std::size_t close = text.find("}}", open);
  const std::size_t next_line = text.find('\n', open);
  piece.offset = open;
  piece.is_closed = close != std::string_view::npos && close < next_line;
  piece.name = piece.is_closed ? Trim(text.substr(open + 2, close - open - 2)) : std::string_view();
  return piece;
}

std::size_t EndOf(const Piece& piece, std::string_view text) {
  return piece.is_closed ? text.find("}}", piece.offset) + 2 : piece.offset + 2;
}

const Placeholder* FindPlaceholder(std::string_view name) {
  const auto found = std::find_if(kPlaceholders.begin(), kPlaceholders.end(),
                                  [name](const Placeholder& p) { return p.name == name; });
  return found == kPlaceholders.end() ? nullptr : &*found;
}

// Levenshtein's distance, one row at a time.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

// The available name that is nearest to a misspelt one, if any is near.
std::string Nearest(std::string_view misspelt, std::string_view event_key) {
  constexpr std::size_t kLongestTried = 64;
  if (misspelt.size() > kLongestTried) {
    return {};
  }
  const std::string folded = LowerAscii(misspelt);
  std::size_t least = std::max<std::size_t>(2, misspelt.size() / 3) + 1;
  std::string nearest;
  for (const Placeholder& placeholder : kPlaceholders) {
    const std::size_t distance = EditDistance(folded, placeholder.name);
    if (distance < least && IsAvailable(placeholder.name, event_key)) {
      least = distance;
      nearest = placeholder.name;
    }
  }
  return nearest;
}

std::optional<TemplateProblem> Judge(const Piece& piece, std::string_view text,
                                     std::string_view event_key) {
  const std::string name(*piece.name);
  if (!piece.is_closed) {
    return ProblemAt(text, piece.offset, "The braces {{ are not closed on this line.");
  }
  if (FindPlaceholder(name) == nullptr) {
    TemplateProblem problem =
        ProblemAt(text, piece.offset, "There is no placeholder {{" + name + "}}.");
    problem.did_you_mean = Nearest(name, event_key);
    return problem;
  }
  if (!IsAvailable(name, event_key)) {
    return ProblemAt(text, piece.offset, "A message of this kind has no {{" + name + "}}.");
  }
  return std::nullopt;
}

const std::string& RequireValue(std::string_view name,
                                const std::map<std::string, std::string>& values) {
  if (FindPlaceholder(name) == nullptr) {
    throw Error(ErrorCode::kInvalid, "bad_template", std::string(name));
  }
  const auto found = values.find(std::string(name));
  if (found == values.end()) {
    throw Error(ErrorCode::kInvalid, "missing_value", std::string(name))
        .With({{std::string(name), "This message has no value for it."}});
  }
  return found->second;
}

}  // namespace

std::span<const Placeholder> Placeholders() { return kPlaceholders; }

bool IsAvailable(std::string_view placeholder, std::string_view event_key) {
  if (FindPlaceholder(placeholder) == nullptr) {
    return false;
  }
  if (placeholder == "code") {
    return event_key == "phone_code";
  }
  if (placeholder == "old_start_local") {
    return event_key == "booking_rescheduled";
  }
  return event_key.starts_with("booking_") ||
         std::find(kCommon.begin(), kCommon.end(), placeholder) != kCommon.end();
}

TemplateProblem ProblemAt(std::string_view text, std::size_t offset, std::string message) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  TemplateProblem problem;
  problem.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  problem.column = 1 + static_cast<int>(CountCharacters(before.substr(line_start)).value_or(0));
  problem.message = std::move(message);
  return problem;
}

std::vector<std::string> PlaceholdersIn(std::string_view text) {
  std::vector<std::string> names;
  for (Piece piece = NextPiece(text, 0); piece.name; piece = NextPiece(text, EndOf(piece, text))) {
    names.emplace_back(*piece.name);
  }
  return names;
}

std::vector<TemplateProblem> CheckTemplate(std::string_view text, std::string_view event_key) {
  if (!CountCharacters(text)) {
    return {ProblemAt(text, 0, "The text is not valid UTF-8.")};
  }
  std::vector<TemplateProblem> problems;
  Piece piece = NextPiece(text, 0);
  while (piece.name) {
    if (auto problem = Judge(piece, text, event_key)) {
      problems.push_back(*std::move(problem));
    }
    piece = NextPiece(text, EndOf(piece, text));
  }
  return problems;
}

std::string Render(std::string_view text, const std::map<std::string, std::string>& values,
                   Escaping escaping) {
  std::string rendered;
  Piece piece = NextPiece(text, 0);
  while (piece.name) {
    if (!piece.is_closed) {
      throw Error(ErrorCode::kInvalid, "bad_template", "unclosed braces");
    }
    rendered += piece.before;
    const std::string& value = RequireValue(*piece.name, values);
    rendered += escaping == Escaping::kHtml ? EscapeHtml(value) : value;
    piece = NextPiece(text, EndOf(piece, text));
  }
  return rendered.append(piece.before);
}

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace nexcyte::domain
