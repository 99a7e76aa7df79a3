#include "domain/time.h"

#include <cstdint>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

using std::chrono::microseconds;

// Reads fixed-width numbers and single characters from the front of a text; once something does
// not fit, `ok` stays false.
struct Reader {
  std::string_view rest;
  bool ok = true;

  int Number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest.size() <= i || !IsAsciiDigit(rest[i])) {
        ok = false;
        return 0;
      }
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return value;
  }

  void Expect(std::string_view one_of) {
    if (rest.empty() || one_of.find(rest.front()) == std::string_view::npos) {
      ok = false;
      return;
    }
    rest.remove_prefix(1);
  }

  int NumberUpTo(std::size_t digits, int most) {
    const int value = Number(digits);
    ok = ok && value <= most;
    return value;
  }
};

std::chrono::sys_days ReadDay(Reader& in) {
  const std::chrono::year year(in.Number(4));
  in.Expect("-");
  const std::chrono::month month(static_cast<unsigned>(in.Number(2)));
  in.Expect("-");
  const std::chrono::day day(static_cast<unsigned>(in.Number(2)));
  const std::chrono::year_month_day date = year / month / day;
  in.ok = in.ok && date.ok();
  return in.ok ? std::chrono::sys_days(date) : std::chrono::sys_days{};
}

// A leap second (`:60`) is refused: no instant of ours stands for it.
microseconds ReadTimeOfDay(Reader& in) {
  const int hours = in.NumberUpTo(2, 23);
  in.Expect(":");
  const int minutes = in.NumberUpTo(2, 59);
  in.Expect(":");
  const int seconds = in.NumberUpTo(2, 59);
  return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
}

microseconds ReadFraction(Reader& in) {
  if (!in.ok || in.rest.empty() || in.rest.front() != '.') {
    return microseconds{0};
  }
  in.rest.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < in.rest.size() && IsAsciiDigit(in.rest[digits])) {
    ++digits;
  }
  in.ok = digits >= 1 && digits <= 6;
  if (!in.ok) {
    return microseconds{0};
  }
  int value = in.Number(digits);
  for (std::size_t i = digits; i < 6; ++i) {
    value *= 10;
  }
  return microseconds{value};
}

std::chrono::minutes ReadOffset(Reader& in) {
  if (in.rest == "Z" || in.rest == "z") {
    in.rest = {};
    return std::chrono::minutes{0};
  }
  const bool is_west = !in.rest.empty() && in.rest.front() == '-';
  in.Expect("+-");
  const int hours = in.NumberUpTo(2, 23);
  in.Expect(":");
  const int minutes = in.NumberUpTo(2, 59);
  in.ok = in.ok && in.rest.empty();
  const std::chrono::minutes offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  return is_west ? -offset : offset;
}

bool IsInOurYears(Timestamp at) {
  using std::chrono::January;
  using std::chrono::sys_days;
  using std::chrono::year;
  return at >= sys_days(year(2000) / January / 1) && at < sys_days(year(2200) / January / 1);
}

// By hand: lists print hundreds of these, and fmt takes twenty times as long.
void PutDigits(std::string& text, std::size_t first, std::size_t width, std::int64_t value) {
  for (std::size_t at = first + width; at > first; value /= 10) {
    text[--at] = static_cast<char>('0' + value % 10);
  }
}

}  // namespace

std::optional<Timestamp> ParseRfc3339(std::string_view text) {
  Reader in{text};
  const std::chrono::sys_days day = ReadDay(in);
  in.Expect("Tt");
  const microseconds time_of_day = ReadTimeOfDay(in);
  const microseconds fraction = ReadFraction(in);
  const std::chrono::minutes offset = ReadOffset(in);
  const Timestamp at = Timestamp(day) + time_of_day + fraction - offset;
  return in.ok && IsInOurYears(at) ? std::optional(at) : std::nullopt;
}

std::string FormatRfc3339(Timestamp at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<microseconds> clock(at - day);
  std::string text = "0000-00-00T00:00:00Z";
  PutDigits(text, 0, 4, static_cast<int>(date.year()));
  PutDigits(text, 5, 2, static_cast<unsigned>(date.month()));
  PutDigits(text, 8, 2, static_cast<unsigned>(date.day()));
  PutDigits(text, 11, 2, clock.hours().count());
  PutDigits(text, 14, 2, clock.minutes().count());
  PutDigits(text, 17, 2, clock.seconds().count());
  if (clock.subseconds().count() != 0) {
    text.replace(19, 1, ".000000Z");
    PutDigits(text, 20, 6, clock.subseconds().count());
  }
  return text;
}

}  // namespace nexcyte::domain
