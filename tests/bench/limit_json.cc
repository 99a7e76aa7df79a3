#include "tests/bench/limit_json.h"

#include <endian.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace nexcyte::bench {
namespace {

constexpr int kPageRows = 50;
constexpr std::size_t kBookingSize = 640;

// The columns that the answer shows, of the statements in limit_connection.cc.
enum BookingColumn {
  kUid = 0,
  kPurpose = 1,
  kStatus = 2,
  kIntent = 3,
  kStart = 4,
  kEnd = 5,
  kTimeZone = 6,
  kMoves = 7,
  kTitle = 9,
  kLocation = 10,
  kNotes = 11,
  kMovedFrom = 12,
  kCreated = 13,
  kUpdated = 14
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
    std::uint32_t value = 0;
    std::memcpy(&value, PQgetvalue(rows, row, column), sizeof value);
    return static_cast<int>(be32toh(value));
  }
  // Postgres counts from 2000.
  domain::Timestamp Time(int column) const {
    std::uint64_t value = 0;
    std::memcpy(&value, PQgetvalue(rows, row, column), sizeof value);
    return std::chrono::sys_days(std::chrono::year(2000) / 1 / 1) +
           std::chrono::microseconds(static_cast<std::int64_t>(be64toh(value)));
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

void AppendUuid(std::string& json, std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    json += i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "";
    json += kHex[static_cast<unsigned char>(bytes[i]) >> 4];
    json += kHex[static_cast<unsigned char>(bytes[i]) & 15];
  }
}

void AppendTime(std::string& json, domain::Timestamp time) {
  json += '"';
  domain::AppendRfc3339(json, time);
  json += '"';
}

struct Rules {
  domain::Timestamp cancel_from;
  domain::Timestamp move_from;
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
  const domain::Timestamp start = cells.Time(kStart);
  const bool moves_left = rules.max_moves == 0 || cells.Number(kMoves) < rules.max_moves;
  json += ",\"canCancel\":";
  json += is_live && start >= rules.cancel_from ? "true" : "false";
  json += ",\"canReschedule\":";
  json += is_live && moves_left && start >= rules.move_from ? "true" : "false";
}

void AppendBooking(std::string& json, const Cells& cells, const Rules& rules) {
  json += "{\"uid\":\"";
  AppendUuid(json, cells.Text(kUid));
  json += "\",\"purpose\":";
  AppendString(json, cells.Text(kPurpose));
  json += ",\"title\":";
  AppendString(json, cells.Text(kTitle));
  json += ",\"status\":";
  AppendString(json, cells.Text(kStatus));
  json += ",\"start\":";
  AppendTime(json, cells.Time(kStart));
  json += ",\"end\":";
  AppendTime(json, cells.Time(kEnd));
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
    AppendTime(json, cells.Time(kMovedFrom));
    json += '}';
  }
  AppendRights(json, cells, rules);
  json += ",\"createdAt\":";
  AppendTime(json, cells.Time(kCreated));
  json += ",\"updatedAt\":";
  AppendTime(json, cells.Time(kUpdated));
  json += '}';
}

}  // namespace

std::string MyBookingsJson(const MyBookingsRows& rows, domain::Timestamp now) {
  const Cells settings{rows.settings.get(), 0};
  const Rules rules{now + std::chrono::minutes(settings.Number(kCancelNotice)),
                    now + std::chrono::minutes(settings.Number(kRescheduleNotice)),
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
    domain::AppendRfc3339(json, last.Time(kCreated));
    json += '_';
    AppendUuid(json, last.Text(kUid));
    json += '"';
  } else {
    json += "null";
  }
  json += '}';
  return json;
}

}  // namespace nexcyte::bench
