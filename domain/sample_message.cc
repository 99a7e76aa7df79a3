#include "domain/sample_message.h"

#include <array>
#include <chrono>
#include <utility>

#include "domain/notification.h"
#include "domain/time_zone.h"

namespace nexcyte::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* kBookingUid = "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11";
constexpr const char* kOutboxId = "7d1b0c52-6f0e-4d7f-8d43-2d4b0e0c7c11";
// As long as a real one, so that links break where they will.
constexpr const char* kSecret = "sample-link-that-opens-nothing-0123456789ab";

constexpr std::array<std::pair<Sample, std::string_view>, 4> kSamples = {{
    {Sample::kUsual, "usual"},
    {Sample::kLongName, "long_name"},
    {Sample::kOtherZone, "other_zone"},
    {Sample::kClockChange, "dst_day"},
}};

// Somewhere with half an hour of difference, unless the tenant is there.
std::string OtherZone(const std::string& zone) {
  return zone == "Asia/Kolkata" ? "America/New_York" : "Asia/Kolkata";
}

bool ChangesItsClock(std::chrono::year_month_day day, const std::string& zone) {
  const std::chrono::year_month_day next = std::chrono::sys_days(day) + days(1);
  return StartOfDay(next, zone) - StartOfDay(day, zone) != hours(24);
}

// The next day of a zone on which it changes its clock; nothing when it never does.
std::optional<Timestamp> NextClockChange(const std::string& zone, Timestamp now) {
  constexpr int kDaysOfYear = 366;
  for (int ahead = 1; ahead <= kDaysOfYear; ++ahead) {
    const auto day = LocalDay(now + days(ahead), zone);
    if (ChangesItsClock(day, zone)) {
      return StartOfDay(day, zone);
    }
  }
  return std::nullopt;
}

// Half past two in the afternoon, in a week.
Timestamp UsualStart(const std::string& zone, Timestamp now) {
  return LastInstantOf(LocalDay(now + days(7), zone), hours(14) + minutes(30), zone);
}

// Most of Europe and America changes its clock between one and three in the morning.
void SetClockChange(Booking& booking, Timestamp now) {
  auto night = NextClockChange(booking.time_zone, now);
  if (!night) {
    booking.time_zone = "Europe/Berlin";
    night = NextClockChange(booking.time_zone, now);
  }
  const Timestamp start = night.value_or(now) + hours(1) + minutes(30);
  booking.time = {start, start + hours(2)};
}

void SetLongNames(Booking& booking, std::string& purpose_title) {
  booking.attendee_name =
      "Dr. Maria-Magdalena Hubertine O'Connor-Wolfeschlegelsteinhausenbergerdorff-Guðmundsdóttir "
      "🙂";
  purpose_title += " with everybody who has ever had anything to do with the whole matter";
  booking.location =
      "Building 7, staircase C, 14th floor, room 14.073 (please ring twice), "
      "Donaudampfschifffahrtsgesellschaftskapitänsstraße 117, 10115 Berlin";
  booking.reason =
      "The room is needed for something else on short notice, and the only other one of that size "
      "is being painted until Thursday. We are very sorry.";
}

Booking SampleBooking(const TextsKey& key, Sample sample, const Tenant& tenant, Timestamp now) {
  Booking booking;
  booking.id = BookingId::Parse(kBookingUid).value();
  booking.purpose = "intro_call";
  booking.status = StatusAfter(key.event_key);
  booking.time_zone =
      sample == Sample::kOtherZone ? OtherZone(tenant.default_time_zone) : tenant.default_time_zone;
  const Timestamp start = UsualStart(tenant.default_time_zone, now);
  booking.time = {start, start + minutes(30)};
  if (sample == Sample::kClockChange) {
    SetClockChange(booking, now);
  }
  booking.moved_from = booking.time.start - days(3);
  booking.attendee_name = "Ada Lovelace";
  booking.attendee_email = "ada@example.com";
  booking.location = "Main street 1, 2nd floor";
  booking.reason = "Illness";
  booking.revision = 1;
  booking.created_at = booking.updated_at = now;
  return booking;
}

std::map<std::string, std::string> PayloadOf(const Booking& booking, std::string_view event_key) {
  std::map<std::string, std::string> payload{{"start", FormatRfc3339(booking.time.start)},
                                             {"end", FormatRfc3339(booking.time.end)}};
  if (event_key == "booking_rescheduled") {
    payload["old_start"] = FormatRfc3339(*booking.moved_from);
  }
  return payload;
}

}  // namespace

std::string_view ToString(Sample sample) {
  for (const auto& [one, word] : kSamples) {
    if (one == sample) {
      return word;
    }
  }
  return "";
}

std::optional<Sample> ParseSample(std::string_view text) {
  for (const auto& [one, word] : kSamples) {
    if (word == text) {
      return one;
    }
  }
  return std::nullopt;
}

SampleMessage MakeSample(const TextsKey& key, Sample sample, const Tenant& tenant,
                         const std::string& purpose_title, Timestamp now) {
  SampleMessage made;
  made.message.id = OutboxId::Parse(kOutboxId).value();
  made.message.tenant = tenant.id;
  made.message.event_key = key.event_key;
  made.message.channel = key.channel;
  made.message.created_at = now;
  made.message.expires_at = now + hours(1);
  if (!IsBookingEvent(key.event_key)) {
    made.message.secret = key.event_key == "phone_code" ? "123456" : kSecret;
    return made;
  }
  made.material.purpose_title = purpose_title;
  Booking booking = SampleBooking(key, sample, tenant, now);
  if (sample == Sample::kLongName) {
    SetLongNames(booking, made.material.purpose_title);
  }
  made.message.recipient_kind = RecipientKind::kAttendee;
  made.message.booking = booking.id;
  made.message.payload = PayloadOf(booking, key.event_key);
  made.material.recipient_zone = booking.time_zone;
  made.material.booking = std::move(booking);
  return made;
}

}  // namespace nexcyte::domain
