#ifndef NEXCYTE_VIEWS_JSON_H_
#define NEXCYTE_VIEWS_JSON_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/booking.h"
#include "domain/error.h"
#include "domain/event_type.h"
#include "domain/membership.h"
#include "domain/reservation.h"
#include "domain/scheduling_settings.h"
#include "domain/slot.h"
#include "domain/tenant.h"
#include "domain/use_cases/dispatch_notifications.h"
#include "domain/use_cases/reconcile_bookings.h"

namespace nexcyte::views {

// Bodies of the JSON routes, exactly as product.md section 4 has them. None holds an id, slug or
// host of Cal.com's, but EventTypesJson, which only staff are given.

// {"purpose", "timeZone", "slots": {"2026-11-23": [{"start", "end"}]}}
std::string SlotsJson(std::string_view purpose, std::string_view time_zone,
                      const domain::SlotsByDay& days);

// {"reservation": {"id", "purpose", "start", "end", "expiresAt"}}
std::string ReservationJson(const domain::Reservation& reservation);

// What the viewer may do with a booking now: domain::CanCancel and CanReschedule.
struct BookingRights {
  bool can_cancel = false;
  bool can_reschedule = false;
};

// {"booking": {...}}; with "change": "cancelling" or "moving" while such an intent is open. `now`
// decides whether the joinUrl is given.
std::string BookingJson(const domain::BookingSummary& booking, const BookingRights& rights,
                        domain::Timestamp now);

// {"bookings": [...], "nextCursor": string or null}; rights[i] belongs to page.bookings[i].
std::string BookingListJson(const domain::BookingPage& page, std::span<const BookingRights> rights,
                            domain::Timestamp now);

// {"user": {"id", "name", "email", "timeZone"}, "tenant": {"slug", "name", "timeZone"}, "role",
// "accountKind", "csrfToken"}
std::string SessionJson(const domain::Tenant& tenant, const domain::Actor& actor,
                        std::string_view csrf_token);

// {"settings": {...}}, members named as those of views::SettingsForm, numbers as numbers,
// reminder_minutes as an array; quiet_from and quiet_to are null while there are no quiet hours.
std::string SettingsJson(const domain::TenantSettings& settings);

// {"eventTypes": [...]} and {"eventType": {...}}: members named as in `upsert`, with what Cal.com
// says of each (length_minutes, needs_approval, cal_sends_mail, cal_video).
std::string EventTypesJson(const std::vector<domain::EventType>& types);
std::string EventTypeJson(const domain::EventType& type);

// {"error": {"code", "message", "fields"?, "requestId"}}
std::string ErrorJson(const domain::Error& error, std::string_view request_id);

// {"ok": true, ...}
std::string DispatchJson(const domain::DispatchReport& report);
std::string ReconcileJson(const domain::ReconcileReport& report);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_JSON_H_
