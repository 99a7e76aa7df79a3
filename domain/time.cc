#include "domain/time.h"

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
    ok = ok && rest.size() >= digits;
    for (std::size_t i = 0; ok && i < digits; ++i) {
      ok = IsAsciiDigit(rest[i]);
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(ok ? digits : 0);
    return ok ? value : 0;
  }

  void Expect(char wanted) { Expect(wanted, wanted); }
  void Expect(char wanted, char or_this) {
    ok = ok && !rest.empty() && (rest.front() == wanted || rest.front() == or_this);
    rest.remove_prefix(ok ? 1 : 0);
  }

  int NumberUpTo(std::size_t digits, int most) {
    const int value = Number(digits);
    ok = ok && value <= most;
    return value;
  }
};

std::chrono::sys_days ReadDay(Reader& in) {
  const std::chrono::year year(in.Number(4));
  in.Expect('-');
  const std::chrono::month month(static_cast<unsigned>(in.Number(2)));
  in.Expect('-');
  const std::chrono::day day(static_cast<unsigned>(in.Number(2)));
  const std::chrono::year_month_day date = year / month / day;
  in.ok = in.ok && date.ok();
  return in.ok ? std::chrono::sys_days(date) : std::chrono::sys_days{};
}

// A leap second (`:60`) is refused: no instant of ours stands for it.
microseconds ReadTimeOfDay(Reader& in) {
  const int hours = in.NumberUpTo(2, 23);
  in.Expect(':');
  const int minutes = in.NumberUpTo(2, 59);
  in.Expect(':');
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
  in.Expect('+', '-');
  const int hours = in.NumberUpTo(2, 23);
  in.Expect(':');
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
void PutDigits(char* first, int width, int value) {
  for (char* at = first + width; at != first; value /= 10) {
    *--at = static_cast<char>('0' + value % 10);
  }
}

}  // namespace

std::optional<Timestamp> ParseRfc3339(std::string_view text) {
  Reader in{text};
  const std::chrono::sys_days day = ReadDay(in);
  in.Expect('T', 't');
  const microseconds time_of_day = ReadTimeOfDay(in);
  const microseconds fraction = ReadFraction(in);
  const std::chrono::minutes offset = ReadOffset(in);
  const Timestamp at = Timestamp(day) + time_of_day + fraction - offset;
  return in.ok && IsInOurYears(at) ? std::optional(at) : std::nullopt;
}

std::string FormatRfc3339(Timestamp at) {
  std::string text;
  AppendRfc3339(text, at);
  return text;
}

void AppendRfc3339(std::string& text, Timestamp at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<microseconds> clock(at - day);
  char form[] = "0000-00-00T00:00:00.000000Z";
  PutDigits(form, 4, static_cast<int>(date.year()));
  PutDigits(form + 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
  PutDigits(form + 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
  PutDigits(form + 11, 2, static_cast<int>(clock.hours().count()));
  PutDigits(form + 14, 2, static_cast<int>(clock.minutes().count()));
  PutDigits(form + 17, 2, static_cast<int>(clock.seconds().count()));
  if (clock.subseconds().count() == 0) {
    text.append(form, 19);
    text += 'Z';
    return;
  }
  PutDigits(form + 20, 6, static_cast<int>(clock.subseconds().count()));
  text += form;
}

}  // namespace nexcyte::domain
