#ifndef NEXCYTE_DOMAIN_PROVIDERS_H_
#define NEXCYTE_DOMAIN_PROVIDERS_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/booking.h"
#include "domain/event_type.h"
#include "domain/outbox.h"
#include "domain/slot.h"
#include "domain/tenant.h"

namespace nexcyte::domain {

// Why Cal.com did not do it: calcom-v2.md section 10, first match wins.
enum class CalendarFailure {
  kRateLimited,   // 429, or our own budget is used up: nothing was done; retry_after
  kLimitReached,  // 401/403 with booking_limit_reached, duration_limit_reached
  kAuth,          // 401, 403: key or permission
  kSlotTaken,     // 409, or 400 in the words of "not available"
  kSlotInvalid,   // 400: past, notice, window
  kBookerLimit,   // 400: maximum number of active bookings
  kAlreadyCancelled,
  kAlreadyMoved,
  kNotFound,
  kReservedByOther,  // 422 on a reservation
  kValidation,       // any other 400/422: our fault or configuration
  kNotSent,          // refused connection, DNS, TLS: no byte of the request left
  kUnknown,          // timeout, 5xx, unreadable answer: it may have happened
};

struct CalendarRefusal {
  CalendarFailure failure = CalendarFailure::kUnknown;
  std::chrono::seconds retry_after{0};
  std::string detail;  // for the log: status and error code, never a provider's text
};

template <class T>
using CalendarResult = std::variant<T, CalendarRefusal>;

enum class CalendarStatus { kAccepted, kPending, kCancelled, kRejected };

// A booking as Cal.com has it.
struct CalendarBooking {
  std::string uid;
  CalendarStatus status = CalendarStatus::kPending;
  TimeRange time;
  CalEventTypeId event_type_id = 0;
  std::string title;
  std::string location;
  std::string nx_ref;  // metadata.nx_ref: our booking id, or empty
  std::string rescheduled_to_uid;
  std::string rescheduled_from_uid;
  std::string reason;  // of a cancellation, rejection or move; says nothing of the state
  Timestamp created_at;
};

struct NewCalendarBooking {
  BookingId ref;  // sent as metadata.nx_ref
  CalEventTypeId event_type_id = 0;
  Timestamp start;
  std::string attendee_name;
  std::string attendee_email;  // of AddressAtCalendar()
  std::string attendee_phone;  // E.164 or empty
  std::string time_zone;
  std::string notes;
};

struct CalendarHold {
  std::string uid;
  Timestamp until;
};

// What a look-up asks for; the filters are exact, and what is empty is none.
struct CalendarBookingQuery {
  std::string attendee_email;
  CalEventTypeId event_type_id = 0;
  TimeRange between;  // starts at or after .start, ends at or before .end
  std::vector<CalEventTypeId> event_type_ids{};  // any of these, where there are any
};

// An event type as Cal.com describes it, reduced to what we judge it by.
struct CalendarEventType {
  CalEventTypeId id = 0;
  std::string slug;
  std::string title;
  std::chrono::minutes length{0};
  std::string team;
  std::vector<std::string> hosts;  // their names
  bool hidden = false;
  bool needs_authentication = false;  // to be booked through the API
  bool needs_approval = false;
  bool seated = false;
  bool recurring = false;
  bool sends_attendee_mail = true;  // unless emailSettings says that they are off
  bool sends_host_mail = true;
  bool cal_video = false;
  bool managed_parent = false;
  bool verifies_mail = false;
};

// Where free times come from.
class SlotSource {
 public:
  virtual ~SlotSource() = default;
  // `moving`: Cal.com's uid of the booking that is being moved, whose own time then counts as free.
  virtual CalendarResult<std::vector<Slot>> ListSlots(CalEventTypeId type, const TimeRange& range,
                                                      const std::string& moving) = 0;
};

// Cal.com with one tenant's key. Every call has a time limit (8 s reading, 30 s writing), follows
// no redirect and throws nothing but std::bad_alloc. One thread at a time.
class CalendarProvider : public SlotSource {
 public:
  virtual CalendarResult<CalendarHold> Reserve(CalEventTypeId type, Timestamp start,
                                               std::chrono::minutes length) = 0;
  // Deleting an unknown hold succeeds.
  virtual void Release(const std::string& reservation_uid) = 0;
  virtual CalendarResult<CalendarBooking> Create(const NewCalendarBooking& booking) = 0;
  virtual CalendarResult<CalendarBooking> Reschedule(const std::string& uid, Timestamp start,
                                                     const std::string& reason) = 0;
  // A blank reason is replaced: Cal.com refuses one from a host's key.
  virtual CalendarResult<CalendarBooking> Cancel(const std::string& uid,
                                                 const std::string& reason) = 0;
  virtual CalendarResult<CalendarBooking> Find(const std::string& uid) = 0;
  // All pages, without doubles.
  virtual CalendarResult<std::vector<CalendarBooking>> List(const CalendarBookingQuery& query) = 0;
  // Cal.com's number of the organization, of those that the key's user belongs to. kNotFound: none
  // of them has this slug.
  virtual CalendarResult<std::int64_t> FindOrganization(const std::string& slug) = 0;
  // Those of the organization's teams, all pages, within the time limit of one call.
  virtual CalendarResult<std::vector<CalendarEventType>> ListEventTypes(
      std::int64_t organization) = 0;
};

using OutgoingMessage = std::variant<Email, Sms>;

// Where a MessageSender takes messages from and brings results to, on its own thread.
class MessageFlow {
 public:
  virtual ~MessageFlow() = default;
  // The next message to send, if there is one now; asked again whenever one could be taken.
  virtual std::optional<OutgoingMessage> Next() = 0;
  // What became of the message that Next() gave as its `number`-th, counted from 0.
  virtual void Done(std::size_t number, SendResult result) = 0;
};

// Sends messages, several at once. One thread at a time.
class MessageSender {
 public:
  virtual ~MessageSender() = default;
  // Returns when Next() gives nothing and every message is done. What the flow throws ends it; the
  // messages under way are then in doubt.
  virtual void Send(MessageFlow& flow) = 0;
};

// What the provider remembers of a message whose sending ended in doubt.
enum class SentMailTrace {
  kFound,    // it was accepted
  kAbsent,   // nothing is known of it; of a mail that proves nothing for half an hour
  kUnknown,  // it could not be asked, or its answer could not be read
};

struct SentMail {
  SentMailTrace trace = SentMailTrace::kUnknown;
  std::string provider_id;              // of kFound, as SendResult has it
  std::string error;                    // of kUnknown: our word for it; no provider text
  std::chrono::seconds retry_after{0};  // of kUnknown, where the provider names it
};

// Looks mails up by the id that we gave them. One thread at a time.
class SentMailLookup {
 public:
  virtual ~SentMailLookup() = default;
  // `message_id` as Email has it; `since`: when the first attempt to send it began.
  virtual SentMail Find(const std::string& message_id, Timestamp since) = 0;
};

// The same for text messages, which carry nothing of ours that could be looked up: the one that
// went to the number since then with these very words. One thread at a time.
class SentTextLookup {
 public:
  virtual ~SentTextLookup() = default;
  virtual SentMail Find(const Sms& sms, Timestamp since) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_PROVIDERS_H_
