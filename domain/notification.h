#ifndef NEXCYTE_DOMAIN_NOTIFICATION_H_
#define NEXCYTE_DOMAIN_NOTIFICATION_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "domain/booking.h"
#include "domain/mail_look.h"
#include "domain/outbox.h"
#include "domain/tenant_store.h"

namespace nexcyte::domain {

// What a message may say, and our own texts for every event.

// booking_* events need a booking; account_* ones a secret.
bool IsBookingEvent(std::string_view event_key);
// How a booking stands of which such an event tells.
BookingStatus StatusAfter(std::string_view event_key);

// The built-in texts of an event on a channel; throws Error(kInternal, "unknown_event"). Events of
// accounts have none but by e-mail, phone_code none but by SMS.
const MessageTexts& DefaultTexts(std::string_view event_key, Channel channel);
bool HasDefaultTexts(std::string_view event_key, Channel channel);
// Those of a mail, in the colours of a tenant. Throws as DefaultTexts() does.
MessageTexts DefaultMail(std::string_view event_key, const MailLook& look);

// A mail to the tenant's staff address: it is worded for them, whatever the tenant's own texts for
// attendees say, and tells their time.
bool IsForStaff(const OutboxMessage& message);

// The event whose built-in texts fit this message: an account_exists mail with a link lets somebody
// join who has an account elsewhere, and says so; staff_booking_* are for staff.
std::string DefaultTextsKey(const OutboxMessage& message);

// https://{slug}.{base_domain}
std::string PortalOf(const Tenant& tenant, const std::string& base_domain);

// What surrounds the message: links are https://{slug}.{base_domain}/...
struct MessageContext {
  const Tenant& tenant;
  const SchedulingSettings& settings;
  std::string base_domain;
  std::optional<Booking> booking;
  HourCycle hour_cycle = HourCycle::k24;
  std::string purpose_title;  // the tenant's name for the booking's purpose
};

// Values of all placeholders that this message has. A detail that a booking lacks reads as a
// sentence of ours; what nobody configured (tenant_phone) has no value. Throws InvalidInput for a
// zone that is not known any more.
std::map<std::string, std::string> MessageValues(const OutboxMessage& message,
                                                 const MessageContext& context, Timestamp now);

// Whose name and address stand on our mails.
struct MailSender {
  std::string name;
  std::string address;
};

// What the mail of this message puts into the recipient's calendar, for the times that the message
// is about: an appointment that is booked or moved, or the withdrawal of one that had been agreed
// on. Nothing for other events, and nothing for staff: only the attendee takes part.
std::optional<Invite> InviteOf(const OutboxMessage& message, const MessageContext& context,
                               const MailSender& sender);

// A scheduled booking as a file for the attendee's calendar: the entry that the last mail made.
Invite CalendarEntryOf(const Booking& booking, const MessageContext& context,
                       const MailSender& sender);

// True when the world has moved on: a reminder of a booking that is not scheduled or has another
// start. A change is told even when another one has followed: its message says what it was about,
// and the next one's message says what came then.
bool IsPointless(const OutboxMessage& message, const std::optional<Booking>& booking);

// Whether a message that comes late still tells how things are: the booking stands as it says, and
// lies ahead.
bool IsNewsStill(const OutboxMessage& message, const std::optional<Booking>& booking,
                 Timestamp now);

// Until when a text message that is due must wait so that no phone rings in quiet hours. Nothing:
// it may leave. A code that somebody waits for is never kept back.
std::optional<Timestamp> QuietUntil(const OutboxMessage& message, const MessageMaterial& material,
                                    const std::optional<QuietHours>& hours, Timestamp now);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_NOTIFICATION_H_
