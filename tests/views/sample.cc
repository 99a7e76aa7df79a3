#include "tests/views/sample.h"

#include <stdexcept>

#include "domain/time_zone.h"

namespace nexcyte::views::sample {

using domain::BookingStatus;

domain::Timestamp At(const std::string& text) {
  const auto at = domain::ParseRfc3339(text);
  if (!at) {
    throw std::invalid_argument("not a timestamp: " + text);
  }
  return *at;
}

domain::Timestamp Now() { return At("2026-11-23T08:00:00Z"); }

LocalClock Berlin() { return {"Europe/Berlin", domain::HourCycle::k24}; }

Layout Visitor() {
  Layout layout;
  layout.tenant_slug = "acme";
  layout.tenant_name = "Acme Dental";
  layout.csrf_token = "csrf-proof";
  layout.form_key = "form-key";
  return layout;
}

Layout Member() {
  Layout layout = Visitor();
  layout.viewer = Viewer{"Carol Winter", domain::Role::kMember};
  return layout;
}

Layout Admin() {
  Layout layout = Visitor();
  layout.viewer = Viewer{"Alice Summer", domain::Role::kAdmin};
  return layout;
}

domain::EventType IntroCall() {
  domain::EventType type;
  type.purpose = "intro_call";
  type.title = "Introduction";
  type.description = "We get to know each other and find out what you need.";
  type.cal_id = 1101;
  type.length = std::chrono::minutes(30);
  type.allow_kinds = {domain::AccountKind::kProspect, domain::AccountKind::kCustomer};
  type.is_enabled = true;
  type.version = 3;
  return type;
}

domain::EventType Support() {
  domain::EventType type = IntroCall();
  type.purpose = "support";
  type.title = "Support";
  type.description = "";
  type.cal_id = 1103;
  type.length = std::chrono::minutes(45);
  type.allow_kinds = {domain::AccountKind::kCustomer};
  type.needs_approval = true;
  type.cal_sends_mail = true;
  type.cal_video = true;
  type.is_enabled = false;
  return type;
}

domain::Booking Scheduled() {
  domain::Booking booking;
  booking.id = IdOf<domain::BookingId>('b');
  booking.purpose = "intro_call";
  booking.cal_event_type_id = 1101;
  booking.cal_uid = "calUidThatNobodySees";
  booking.status = BookingStatus::kScheduled;
  booking.time = {At("2026-11-26T13:30:00Z"), At("2026-11-26T14:00:00Z")};
  booking.time_zone = "Europe/Berlin";
  booking.attendee = IdOf<domain::UserId>('c');
  booking.attendee_email = "carol@acme.test";
  booking.attendee_name = "Carol Winter";
  booking.title = "Introduction";
  booking.location = "Hauptstraße 1, Berlin";
  booking.notes = "I am new here.";
  booking.created_at = At("2026-11-20T10:00:00Z");
  booking.updated_at = At("2026-11-21T10:00:00Z");
  return booking;
}

domain::Booking WithStatus(BookingStatus status) {
  domain::Booking booking = Scheduled();
  booking.status = status;
  return booking;
}

domain::Reservation Held() {
  domain::Reservation held;
  held.id = IdOf<domain::ReservationId>('a');
  held.purpose = "intro_call";
  held.cal_event_type_id = 1101;
  held.cal_reservation_uid = "calHoldThatNobodySees";
  held.time = Scheduled().time;
  held.time_zone = "Europe/Berlin";
  held.expires_at = At("2026-11-23T08:10:00Z");
  return held;
}

domain::Membership Person() {
  domain::Membership person;
  person.user = IdOf<domain::UserId>('c');
  person.kind = domain::AccountKind::kCustomer;
  person.email = "carol@acme.test";
  person.name = "Carol Winter";
  person.phone = "+49301234567";
  person.time_zone = "Europe/Berlin";
  return person;
}

std::vector<domain::WebSession> Devices() {
  return {{IdOf<domain::SessionId>('1'),
           "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "192.0.2.10",
           At("2026-11-20T08:00:00Z"), Now()},
          {IdOf<domain::SessionId>('2'),
           "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
           "like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
           "198.51.100.4", At("2026-11-01T08:00:00Z"), At("2026-11-22T18:20:00Z")}};
}

domain::OutboxEntry OutboxRow() {
  domain::OutboxEntry row;
  row.id = IdOf<domain::OutboxId>('d');
  row.event_key = "booking_created";
  row.recipient = "carol@acme.test";
  row.booking = Scheduled().id;
  row.attempt = 2;
  row.error = "http_400";
  row.created_at = At("2026-11-22T10:00:00Z");
  row.due_at = At("2026-11-24T10:00:00Z");
  return row;
}

domain::SlotsByDay Week() {
  domain::SlotsByDay days;
  for (int day = 23; day <= 27; ++day) {
    const domain::Timestamp nine = At("2026-11-" + std::to_string(day) + "T08:00:00Z");
    for (int half_hour = 0; half_hour < 16; ++half_hour) {
      const domain::Timestamp start = nine + std::chrono::minutes(30 * half_hour);
      days["2026-11-" + std::to_string(day)].push_back({start, start + std::chrono::minutes(30)});
    }
  }
  return days;
}

}  // namespace nexcyte::views::sample
