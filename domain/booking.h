#ifndef NEXCYTE_DOMAIN_BOOKING_H_
#define NEXCYTE_DOMAIN_BOOKING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event_type.h"
#include "domain/id.h"
#include "domain/membership.h"
#include "domain/scheduling_settings.h"
#include "domain/time.h"

namespace nexcyte::domain {

// The picture of product.md section 5.
enum class BookingStatus { kPending, kScheduled, kRequested, kCancelled, kRejected, kFailed };

std::string_view ToString(BookingStatus status);
std::optional<BookingStatus> ParseBookingStatus(std::string_view text);

// What is being asked of Cal.com; at most one such intent is open per booking.
enum class IntentKind { kBook, kMove, kCancel };

std::string_view ToString(IntentKind kind);  // book, move, cancel

// What people see of an appointment. `id` is the only key that leaves the server.
struct BookingSummary {
  BookingId id;
  std::string purpose;
  BookingStatus status = BookingStatus::kPending;
  std::optional<IntentKind> open_intent;  // cancelling, moving, or still being booked
  TimeRange time;
  std::string time_zone;  // the attendee's, in which messages print
  int moves = 0;
  UserId attendee;
  std::string title;
  std::string location;  // text or link, as Cal.com gave it
  std::string notes;
  std::optional<Timestamp> moved_from;  // start before the last move
  Timestamp created_at;
  Timestamp updated_at;
};

// The mirror of one appointment, whole.
struct Booking : BookingSummary {
  CalEventTypeId cal_event_type_id = 0;
  std::string cal_uid;  // Cal.com's current one, empty while pending; a credential, never shown
  std::int64_t revision = 0;  // + 1 per change that the attendee is told of; invite SEQUENCE
  std::string attendee_email;
  std::string attendee_name;
  std::string attendee_phone;
  std::optional<UserId> actor;     // who did the last change, when it was a person
  std::string reason;              // of the last cancellation, rejection or move
  std::optional<IntentId> intent;  // the open one, of a booking that was found by its id
};

// As much of a booking as a comparison with Cal.com needs.
struct BookingTrace {
  BookingId id;
  std::string cal_uid;
  BookingStatus status = BookingStatus::kPending;
  Timestamp start;
  CalEventTypeId cal_event_type_id = 0;
  bool is_open = false;  // a change of ours is under way
};

// A superseded state of a booking.
struct BookingHistoryEntry {
  std::string cal_uid;
  Timestamp start;
  std::string status;  // of BookingStatus, or `rescheduled`
  std::optional<UserId> actor;
  std::string reason;
  Timestamp at;
};

// Whether `actor` could now cancel or move it: it is theirs or they are staff, it is scheduled or
// requested, nothing is open on it, it lies ahead, and (members only) the notice is kept.
bool CanCancel(const BookingSummary& booking, const Actor& actor,
               const SchedulingSettings& settings, Timestamp now);
bool CanReschedule(const BookingSummary& booking, const Actor& actor,
                   const SchedulingSettings& settings, Timestamp now);

// The same as refusals: kConflict booking_closed, too_late_to_cancel, too_late_to_reschedule,
// kConflict too_many_moves; kUnavailable calendar_unavailable while something is open on it.
void RequireCancellable(const BookingSummary& booking, const Actor& actor,
                        const SchedulingSettings& settings, Timestamp now);
void RequireReschedulable(const BookingSummary& booking, const Actor& actor,
                          const SchedulingSettings& settings, Timestamp now);

// The limit that keeps the attendee, being a member, from cancelling or moving it now, and staff
// not: too_late_to_cancel, too_late_to_reschedule, too_many_moves. Empty: none does.
std::string LimitOfCancelling(const BookingSummary& booking, const SchedulingSettings& settings,
                              Timestamp now);
std::string LimitOfMoving(const BookingSummary& booking, const SchedulingSettings& settings,
                          Timestamp now);

// Whether `actor` is asked why, when they cancel or move a booking of this purpose; `limit`: of
// LimitOf..., which staff go beyond.
ReasonRule ReasonAskedOf(const Actor& actor, const SchedulingSettings& settings,
                         const std::string& purpose, const std::string& limit);

// The reason as it is passed on: nothing where none is asked. Refuses: kInvalid (reason) for none
// where one is required.
std::string RequireReason(ReasonRule asked, const std::string& reason);

// The link to join, or empty: only https, only from 15 minutes before the start until the end of a
// scheduled booking, never on a host of Cal.com's (cal.com, *.cal.com, cal.dev, cal.eu, ...).
std::string JoinUrl(const BookingSummary& booking, Timestamp now);

// `location` as a person may read it: nothing when it is a link (JoinUrl gives those) or names
// Cal.com.
std::string ShownLocation(const BookingSummary& booking);

// The address that Cal.com is given for the attendee.
std::string AddressAtCalendar(const SchedulingSettings& settings, const BookingId& id,
                              std::string_view real_address);

// One page of a list, newest request first where `upcoming` is false, soonest first where true.
struct BookingQuery {
  bool upcoming = false;  // not ended, and scheduled, requested or pending
  std::optional<BookingStatus> status;
  int limit = 50;      // 1 to 100
  std::string cursor;  // of BookingPage::next_cursor, or empty
  bool operator==(const BookingQuery&) const = default;
};

struct BookingPage {
  std::vector<BookingSummary> bookings;
  std::string next_cursor;  // empty: no more
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_BOOKING_H_
