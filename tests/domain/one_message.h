#ifndef NEXCYTE_TESTS_DOMAIN_ONE_MESSAGE_H_
#define NEXCYTE_TESTS_DOMAIN_ONE_MESSAGE_H_

#include <map>
#include <string>

#include "domain/message_template.h"
#include "domain/notification.h"

namespace nexcyte::testing {

using domain::Booking;
using domain::BookingId;
using domain::BookingStatus;
using domain::Channel;
using domain::Escaping;
using domain::HourCycle;
using domain::MessageContext;
using domain::MessageTexts;
using domain::OutboxMessage;
using domain::SchedulingSettings;
using domain::Tenant;
using domain::TenantId;
using domain::Timestamp;

inline Timestamp At(const char* text) { return domain::ParseRfc3339(text).value(); }

inline bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A message about Ada's booking, and what surrounds it.
struct OneMessage {
  Tenant tenant;
  SchedulingSettings settings;
  Booking booking;
  OutboxMessage message;

  OneMessage() {
    tenant.id = TenantId::Parse("7d1b0c52-6f0e-4d7f-8d43-2d4b0e0c7c11").value();
    tenant.slug = "acme";
    tenant.name = "Acme & Sons";
    tenant.default_time_zone = "America/New_York";
    booking.id = BookingId::Parse("5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11").value();
    booking.purpose = "intro_call";
    booking.status = BookingStatus::kScheduled;
    booking.time = {At("2026-11-23T13:30:00Z"), At("2026-11-23T14:00:00Z")};
    booking.time_zone = "Europe/Berlin";
    booking.revision = 1;
    booking.attendee_name = "Ada <Lovelace>";
    booking.title = "Intro call between Host Hidden and Ada";
    booking.location = "Main street 1";
    message.booking = booking.id;
    message.revision = 1;
  }

  MessageContext Context() const {
    return {tenant, settings, "nexcyte.test:8443", booking, HourCycle::k24, "Intro call"};
  }

  std::map<std::string, std::string> ValuesOf(const std::string& event_key) {
    message.event_key = event_key;
    return MessageValues(message, Context(), At("2026-11-20T09:00:00Z"));
  }

  // The built-in text of an event with its values.
  MessageTexts Rendered(const std::string& event_key, Channel channel = Channel::kEmail) {
    const auto values = ValuesOf(event_key);
    const MessageTexts& texts = DefaultTexts(DefaultTextsKey(message), channel);
    return {Render(texts.subject, values, Escaping::kNone),
            Render(texts.text, values, Escaping::kNone),
            Render(texts.html, values, Escaping::kHtml)};
  }
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_DOMAIN_ONE_MESSAGE_H_
