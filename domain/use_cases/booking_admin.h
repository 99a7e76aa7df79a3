#ifndef NEXCYTE_DOMAIN_USE_CASES_BOOKING_ADMIN_H_
#define NEXCYTE_DOMAIN_USE_CASES_BOOKING_ADMIN_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "domain/use_cases/bookings.h"

namespace nexcyte::domain {

// Staff and admins only (the route's access says so; these do not ask again).

inline constexpr int kMostPeopleFound = 20;
inline constexpr int kMostExported = 10000;

// People by how their name, last name or e-mail begins.
struct PeopleFound {
  std::vector<Membership> people;  // the first kMostPeopleFound
  bool are_all = true;             // else more fit
};

PeopleFound FindPeople(TenantStore& store, const std::string& text);

// Refuses: kNotFound.
Membership RequireMember(TenantStore& store, const UserId& user);

// Which bookings: `person` as typed, or empty, in place of filter.people.
struct StaffListInput {
  BookingListQuery query;
  std::string person;
};

struct StaffList {
  BookingListPage page;
  std::optional<PeopleFound> found;  // when a person is looked for: the bookings are theirs
  std::vector<EventType> purposes;   // all, to choose from
};

// Refuses: kInvalid (cursor, to: before from).
StaffList ListBookings(TenantStore& store, const StaffListInput& input);

// The same list whole, for a file, with its purposes. Written into the audit log.
// Refuses: kInvalid (from: more than kMostExported bookings; person: more than kMostPeopleFound
// fit; to).
StaffList ExportBookings(TenantStore& store, const Actor& actor, const StaffListInput& input);

struct StaffBooking {
  Booking booking;
  std::vector<BookingAct> timeline;      // oldest first
  std::vector<BookingMessage> messages;  // latest first
  SchedulingSettings settings;
  std::string purpose_title;
  std::optional<Membership> attendee;  // as they are now
};

// Refuses: kNotFound.
StaffBooking ShowStaffBooking(TenantStore& store, const BookingId& id);

struct ResendInput {
  BookingId booking;
  OutboxId message;
  Idempotent idempotent;
};

// Sends a message of this booking once more: one that has not arrived is tried again, one that has
// left goes out as another message. Written into the audit log.
// Refuses: kNotFound (either), kConflict conflict (MayResend() says no, or nine were sent already),
// kInvalid idempotency_mismatch.
BookingResult ResendMessage(TenantStore& store, const Actor& actor, const ResendInput& input);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_BOOKING_ADMIN_H_
