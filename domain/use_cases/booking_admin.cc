#include "domain/use_cases/booking_admin.h"

#include <algorithm>
#include <utility>

#include "domain/error.h"
#include "domain/use_cases/booking_saga.h"
#include "domain/use_cases/idempotency.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::hours kLifeOfACopy{24};
constexpr int kFetchedAtOnce = 50;

PeopleFound Find(UnitOfWork& unit, const std::string& text) {
  PeopleFound found;
  found.people = unit.booking_admin().FindPeople(text, kMostPeopleFound + 1);
  if (found.people.size() > static_cast<std::size_t>(kMostPeopleFound)) {
    found.people.pop_back();
    found.are_all = false;
  }
  return found;
}

// The query with the people that are looked for, if any are.
BookingListQuery QueryOf(UnitOfWork& unit, const StaffListInput& input, StaffList& list) {
  const BookingFilter& asked = input.query.filter;
  if (asked.from && asked.until && *asked.until <= *asked.from) {
    throw InvalidInput("to", "The last day must not be before the first one.");
  }
  BookingListQuery query = input.query;
  if (!input.person.empty()) {
    list.found = Find(unit, input.person);
    query.filter.people.emplace();
    for (const Membership& person : list.found->people) {
      query.filter.people->push_back(person.user);
    }
  }
  return query;
}

// Page after page of it, up to one more than a file may have.
std::vector<Booking> FetchAll(UnitOfWork& unit, BookingListQuery query) {
  std::vector<Booking> all;
  query.limit = kFetchedAtOnce;
  query.backwards = false;
  query.cursor.clear();
  do {
    BookingListPage page = unit.booking_admin().List(query);
    std::ranges::move(page.bookings, std::back_inserter(all));
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty() && all.size() <= static_cast<std::size_t>(kMostExported));
  return all;
}

void RequireWhole(const StaffList& list) {
  if (list.found && !list.found->are_all) {
    throw InvalidInput("person", "More than 20 people fit. Type more of the name.");
  }
  if (list.page.bookings.size() > static_cast<std::size_t>(kMostExported)) {
    throw InvalidInput("from", "A file holds 10,000 bookings at most. Choose fewer days.");
  }
}

BookingMessage RequireMessage(UnitOfWork& unit, const ResendInput& input) {
  for (BookingMessage& message : unit.outbox_admin().ListOf(input.booking)) {
    if (message.entry.id == input.message) {
      return std::move(message);
    }
  }
  throw NotFound();
}

// A mail that has arrived is not sent under its id again: it would be taken for the same one.
bool SendAgain(UnitOfWork& unit, const BookingMessage& message) {
  const bool has_failed = message.state == "dead" || message.state == "bounced";
  return has_failed ? unit.outbox_admin().Requeue(message.entry.id, kLifeOfACopy)
                    : unit.outbox_admin().Copy(message.entry.id, kLifeOfACopy);
}

Booking Resend(UnitOfWork& unit, const Actor& actor, const ResendInput& input) {
  Booking booking = RequireLocked(unit, input.booking);
  const BookingMessage message = RequireMessage(unit, input);
  if (!MayResend(message, booking.revision) || !SendAgain(unit, message)) {
    throw Error(ErrorCode::kConflict, "conflict");
  }
  unit.audit().Append({.actor = actor.user,
                       .action = "outbox.resent",
                       .subject = input.message.str(),
                       .details = {{"booking", booking.id.str()}}});
  KeepAnswer(unit, input.idempotent, booking);
  return booking;
}

}  // namespace

PeopleFound FindPeople(TenantStore& store, const std::string& text) {
  return store.Read([&](UnitOfWork& unit) { return Find(unit, text); });
}

Membership RequireMember(TenantStore& store, const UserId& user) {
  auto member = store.Read([&](UnitOfWork& unit) { return unit.memberships().Find(user); });
  if (!member) {
    throw NotFound();
  }
  return std::move(*member);
}

StaffList ListBookings(TenantStore& store, const StaffListInput& input) {
  return store.Read([&](UnitOfWork& unit) {
    StaffList list;
    list.page = unit.booking_admin().List(QueryOf(unit, input, list));
    list.purposes = unit.event_types().List();
    return list;
  });
}

StaffList ExportBookings(TenantStore& store, const Actor& actor, const StaffListInput& input) {
  return store.Transact([&](UnitOfWork& unit) {
    StaffList list;
    list.page.bookings = FetchAll(unit, QueryOf(unit, input, list));
    RequireWhole(list);
    list.purposes = unit.event_types().List();
    unit.audit().Append({.actor = actor.user,
                         .action = "bookings.exported",
                         .subject = {},
                         .details = {{"rows", std::to_string(list.page.bookings.size())}}});
    return list;
  });
}

StaffBooking ShowStaffBooking(TenantStore& store, const BookingId& id) {
  return store.Read([&](UnitOfWork& unit) {
    std::optional<Booking> booking = unit.bookings().Find(id);
    if (!booking) {
      throw NotFound();
    }
    StaffBooking shown;
    shown.timeline =
        TimelineOf(*booking, unit.bookings().History(id), unit.booking_admin().Asked(id));
    shown.messages = unit.outbox_admin().ListOf(id);
    shown.settings = unit.settings().Load();
    const auto type = unit.event_types().Find(booking->purpose);
    shown.purpose_title = type ? type->title : booking->purpose;
    shown.attendee = unit.memberships().Find(booking->attendee);
    shown.booking = std::move(*booking);
    return shown;
  });
}

BookingResult ResendMessage(TenantStore& store, const Actor& actor, const ResendInput& input) {
  auto booking = store.Transact([&](UnitOfWork& unit) -> std::optional<Booking> {
    if (!ClaimKey(unit, input.idempotent.key, input.booking)) {
      return std::nullopt;
    }
    return Resend(unit, actor, input);
  });
  return booking ? BookingResult(std::move(*booking)) : AwaitFirst(store, *input.idempotent.key);
}

}  // namespace nexcyte::domain
