#include "tests/bench/limit_json.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>

namespace nexcyte::bench {
namespace {

constexpr int kPageRows = 50;
constexpr std::size_t kBookingSize = 640;

// The columns that the answer shows, of the statements in limit_connection.cc.
enum BookingColumn {
  kUid = 0,
  kPurpose = 1,
  kStatus = 4,
  kIntent = 5,
  kStart = 6,
  kEnd = 7,
  kTimeZone = 8,
  kMoves = 10,
  kTitle = 16,
  kLocation = 17,
  kNotes = 18,
  kMovedFrom = 20,
  kCreated = 21,
  kUpdated = 22
};
enum SettingsColumn { kCancelNotice = 5, kRescheduleNotice = 6, kMaxMoves = 7 };

// One row of a result, read in place.
struct Cells {
  const PGresult* rows;
  int row;

  std::string_view Text(int column) const {
    return {PQgetvalue(rows, row, column),
            static_cast<std::size_t>(PQgetlength(rows, row, column))};
  }
  int Number(int column) const {
    const std::string_view text = Text(column);
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  bool IsNull(int column) const { return PQgetisnull(rows, row, column) != 0; }
};

void AppendString(std::string& json, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  json += '"';
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
  };
  if (std::all_of(text.begin(), text.end(), plain)) {
    json += text;
  } else {
    for (const char c : text) {
      if (plain(c)) {
        json += c;
      } else {
        const auto code = static_cast<unsigned char>(c);
        json += "\\u00";
        json += kHex[code >> 4];
        json += kHex[code & 15];
      }
    }
  }
  json += '"';
}

// `2026-11-22 16:13:40.316+00` as RFC 3339.
void AppendInstant(std::string& json, std::string_view text) {
  constexpr std::size_t kDateLength = 10;
  json += text.substr(0, kDateLength);
  json += 'T';
  json += text.substr(kDateLength + 1, text.size() - kDateLength - 4);
  json += 'Z';
}

void AppendTime(std::string& json, std::string_view text) {
  json += '"';
  AppendInstant(json, text);
  json += '"';
}

// The second that is `notice` from now, in Postgres' form, which sorts as text.
std::string SecondFrom(domain::Timestamp now, int notice) {
  std::string text = domain::FormatRfc3339(now + std::chrono::minutes(notice)).substr(0, 19);
  text[10] = ' ';
  return text;
}

struct Rules {
  std::string cancel_from;
  std::string move_from;
  int max_moves;
};

void AppendLocation(std::string& json, std::string_view location) {
  if (location.empty() || location.find("://") != std::string_view::npos) {
    json += "null";
  } else {
    AppendString(json, location);
  }
}

void AppendRights(std::string& json, const Cells& cells, const Rules& rules) {
  const std::string_view status = cells.Text(kStatus);
  const bool is_live = (status == "scheduled" || status == "requested") && cells.IsNull(kIntent);
  const std::string_view start = cells.Text(kStart);
  const bool moves_left = rules.max_moves == 0 || cells.Number(kMoves) < rules.max_moves;
  json += ",\"canCancel\":";
  json += is_live && start >= rules.cancel_from ? "true" : "false";
  json += ",\"canReschedule\":";
  json += is_live && moves_left && start >= rules.move_from ? "true" : "false";
}

void AppendBooking(std::string& json, const Cells& cells, const Rules& rules) {
  json += "{\"uid\":";
  AppendString(json, cells.Text(kUid));
  json += ",\"purpose\":";
  AppendString(json, cells.Text(kPurpose));
  json += ",\"title\":";
  AppendString(json, cells.Text(kTitle));
  json += ",\"status\":";
  AppendString(json, cells.Text(kStatus));
  json += ",\"start\":";
  AppendTime(json, cells.Text(kStart));
  json += ",\"end\":";
  AppendTime(json, cells.Text(kEnd));
  json += ",\"timeZone\":";
  AppendString(json, cells.Text(kTimeZone));
  json += ",\"location\":";
  AppendLocation(json, cells.Text(kLocation));
  json += ",\"joinUrl\":null,\"notes\":";
  if (cells.Text(kNotes).empty()) {
    json += "null";
  } else {
    AppendString(json, cells.Text(kNotes));
  }
  json += ",\"rescheduledFrom\":";
  if (cells.IsNull(kMovedFrom)) {
    json += "null";
  } else {
    json += "{\"start\":";
    AppendTime(json, cells.Text(kMovedFrom));
    json += '}';
  }
  AppendRights(json, cells, rules);
  json += ",\"createdAt\":";
  AppendTime(json, cells.Text(kCreated));
  json += ",\"updatedAt\":";
  AppendTime(json, cells.Text(kUpdated));
  json += '}';
}

}  // namespace

std::string MyBookingsJson(const MyBookingsRows& rows, domain::Timestamp now) {
  const Cells settings{rows.settings.get(), 0};
  const Rules rules{SecondFrom(now, settings.Number(kCancelNotice)),
                    SecondFrom(now, settings.Number(kRescheduleNotice)),
                    settings.Number(kMaxMoves)};
  const int found = PQntuples(rows.bookings.get());
  const int shown = std::min(found, kPageRows);
  std::string json;
  json.reserve(static_cast<std::size_t>(shown + 1) * kBookingSize);
  json += "{\"bookings\":[";
  for (int row = 0; row < shown; ++row) {
    json += row == 0 ? "" : ",";
    AppendBooking(json, {rows.bookings.get(), row}, rules);
  }
  json += "],\"nextCursor\":";
  if (found > shown) {
    const Cells last{rows.bookings.get(), shown - 1};
    json += '"';
    AppendInstant(json, last.Text(kCreated));
    json += '_';
    json += last.Text(kUid);
    json += '"';
  } else {
    json += "null";
  }
  json += '}';
  return json;
}

}  // namespace nexcyte::bench
