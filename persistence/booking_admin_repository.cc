// The list of all bookings of a tenant, for its staff: keyset paging both ways. Which bookings make
// up a page is asked by the index that fits what the list is narrowed down to, and nothing else is
// read but those.
#include "persistence/booking_admin_repository.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/error.h"
#include "persistence/booking_row.h"
#include "persistence/membership_row.h"
#include "persistence/page_key.h"

namespace nexcyte::persistence {

using domain::Booking;
using domain::BookingAct;
using domain::BookingId;
using domain::BookingListPage;
using domain::BookingListQuery;
using domain::Timestamp;

namespace {

// A page, and one row more. A number and not a parameter: for any number at all the planner would
// rather sort what it could have read in order, and so would plan anew each time.
constexpr int kMostRows = 50;

constexpr char kSoonest[] = R"sql(
  select b.start_at, b.uid from nx_scheduler_booking b
   where b.tenant_id = nx.tenant_id() and (b.start_at, b.uid) > (:low_at, :low_uid)
     and (b.start_at, b.uid) < (:high_at, :high_uid)
   order by b.start_at, b.uid limit 51)sql";

constexpr char kLatest[] = R"sql(
  select b.start_at, b.uid from nx_scheduler_booking b
   where b.tenant_id = nx.tenant_id() and (b.start_at, b.uid) > (:low_at, :low_uid)
     and (b.start_at, b.uid) < (:high_at, :high_uid)
   order by b.start_at desc, b.uid desc limit 51)sql";

// By nx_scheduler_booking_by_kind: as many rows as asked for of each purpose and status, merged.
constexpr char kSoonestOfKinds[] = R"sql(
  select k.start_at, k.uid
    from (select m.purpose from nx_scheduler_event_type_map m
           where m.tenant_id = nx.tenant_id()
             and (m.purpose = :purpose or :purpose::text is null)) p
   cross join (select s.status
                 from unnest(array['pending', 'scheduled', 'requested', 'cancelled', 'rejected',
                                   'failed']) s (status)
                where s.status = :status or :status::text is null) s
   cross join lateral (
     select b.start_at, b.uid from nx_scheduler_booking b
      where b.tenant_id = nx.tenant_id() and b.purpose = p.purpose and b.status = s.status
        and (b.start_at, b.uid) > (:low_at, :low_uid)
        and (b.start_at, b.uid) < (:high_at, :high_uid)
      order by b.start_at, b.uid limit 51) k
   order by k.start_at, k.uid limit 51)sql";

constexpr char kLatestOfKinds[] = R"sql(
  select k.start_at, k.uid
    from (select m.purpose from nx_scheduler_event_type_map m
           where m.tenant_id = nx.tenant_id()
             and (m.purpose = :purpose or :purpose::text is null)) p
   cross join (select s.status
                 from unnest(array['pending', 'scheduled', 'requested', 'cancelled', 'rejected',
                                   'failed']) s (status)
                where s.status = :status or :status::text is null) s
   cross join lateral (
     select b.start_at, b.uid from nx_scheduler_booking b
      where b.tenant_id = nx.tenant_id() and b.purpose = p.purpose and b.status = s.status
        and (b.start_at, b.uid) > (:low_at, :low_uid)
        and (b.start_at, b.uid) < (:high_at, :high_uid)
      order by b.start_at desc, b.uid desc limit 51) k
   order by k.start_at desc, k.uid desc limit 51)sql";

// By nx_scheduler_booking_by_person, likewise.
constexpr char kSoonestOfPeople[] = R"sql(
  select k.start_at, k.uid
    from unnest(:people::text::uuid[]) p (user_id)
   cross join lateral (
     select b.start_at, b.uid from nx_scheduler_booking b
      where b.tenant_id = nx.tenant_id() and b.attendee_user_id = p.user_id
        and (b.status = :status or :status::text is null)
        and (b.purpose = :purpose or :purpose::text is null)
        and (b.start_at, b.uid) > (:low_at, :low_uid)
        and (b.start_at, b.uid) < (:high_at, :high_uid)
      order by b.start_at, b.uid limit 51) k
   order by k.start_at, k.uid limit 51)sql";

constexpr char kLatestOfPeople[] = R"sql(
  select k.start_at, k.uid
    from unnest(:people::text::uuid[]) p (user_id)
   cross join lateral (
     select b.start_at, b.uid from nx_scheduler_booking b
      where b.tenant_id = nx.tenant_id() and b.attendee_user_id = p.user_id
        and (b.status = :status or :status::text is null)
        and (b.purpose = :purpose or :purpose::text is null)
        and (b.start_at, b.uid) > (:low_at, :low_uid)
        and (b.start_at, b.uid) < (:high_at, :high_uid)
      order by b.start_at desc, b.uid desc limit 51) k
   order by k.start_at desc, k.uid desc limit 51)sql";

// The rows to those keys, in the same statement and in their order. The open intent is asked for by
// row: see booking_list.cc. `limit 1` tells the planner that each key has one row.
constexpr char kRowsOf[] = R"sql(
  select row.uid, row.purpose, row.status,
         (select i.kind from nx_scheduler_intent i
           where i.tenant_id = nx.tenant_id() and i.booking_uid = row.uid and i.outcome is null),
         row.start_at, row.end_at, row.time_zone, row.moves, row.attendee_user_id, row.title,
         row.location, row.notes, row.moved_from_at, row.created_at, row.updated_at,
         row.cal_event_type_id, row.cal_booking_uid, row.revision, row.attendee_email,
         row.attendee_name, row.attendee_phone, row.actor_user_id, row.reason
    from (KEYS) key
   cross join lateral (
     select b.* from nx_scheduler_booking b
      where b.tenant_id = nx.tenant_id() and b.uid = key.uid limit 1) row)sql";

// In the order of their names, as the function gives them.
constexpr char kFindPeople[] = R"sql(
  select user_id, role, account_kind, email, display_name, coalesce(phone, ''),
         coalesce(time_zone, ''), hour_cycle
    from nx.find_members(:text, null, :rows) where :text::text <> '')sql";

constexpr char kAsked[] = R"sql(
  select i.kind, i.new_start, i.actor_user_id,
         coalesce((select m.display_name from nx_tenant_membership m
                    where m.tenant_id = nx.tenant_id() and m.user_id = i.actor_user_id), ''),
         i.reason, i.outcome, i.created_at
    from nx_scheduler_intent i
   where i.tenant_id = nx.tenant_id() and i.booking_uid = :id
   order by i.created_at, i.id)sql";
constexpr int kAskedColumns = 7;

std::string RowsOf(const char* keys, const char* order) {
  std::string text = kRowsOf;
  return text.replace(text.find("KEYS"), 4, keys) + order;
}

// One list in the two directions in which rows are fetched.
struct Texts {
  Texts(const char* soonest_keys, const char* latest_keys)
      : soonest(RowsOf(soonest_keys, " order by key.start_at, key.uid")),
        latest(RowsOf(latest_keys, " order by key.start_at desc, key.uid desc")) {}
  std::string soonest;
  std::string latest;
};

// The statement that has the index for it.
const std::string& StatementFor(const domain::BookingFilter& filter, bool descending) {
  static const Texts kAll(kSoonest, kLatest);
  static const Texts kOfKinds(kSoonestOfKinds, kLatestOfKinds);
  static const Texts kOfPeople(kSoonestOfPeople, kLatestOfPeople);
  const bool has_kinds = filter.status || !filter.purpose.empty();
  const Texts& texts = filter.people ? kOfPeople : has_kinds ? kOfKinds : kAll;
  return descending ? texts.latest : texts.soonest;
}

std::string PeopleOf(const std::vector<domain::UserId>& people) {
  std::vector<std::string> words;
  words.reserve(people.size());
  for (const domain::UserId& person : people) {
    words.push_back(person.str());
  }
  return WordsToText(words);
}

// Between which two rows the fetched ones lie: what the list is narrowed to, or the cursor on the
// side from which they are fetched. No row has the uid that ends a day.
struct Bounds {
  PageKey low;
  PageKey high;
};

Bounds BoundsOf(const BookingListQuery& query, bool descending) {
  Bounds bounds{EarliestKey(), LatestKey()};
  if (query.filter.from) {
    bounds.low.at = ToText(*query.filter.from);
  }
  if (query.filter.until) {
    bounds.high = {ToText(*query.filter.until), EarliestKey().id};
  }
  if (!query.cursor.empty()) {
    (descending ? bounds.high : bounds.low) = ParsePageKey(query.cursor);
  }
  return bounds;
}

// What is bound and not asked for would be refused.
void BindFilter(Statement& statement, const domain::BookingFilter& filter) {
  if (!filter.people && !filter.status && filter.purpose.empty()) {
    return;
  }
  std::optional<std::string> status;
  if (filter.status) {
    status = std::string(ToString(*filter.status));
  }
  statement.Bind("status", status)
      .Bind("purpose",
            filter.purpose.empty() ? std::nullopt : std::optional<std::string>(filter.purpose));
  if (filter.people) {
    statement.Bind("people", PeopleOf(*filter.people));
  }
}

std::optional<domain::IntentOutcome> ReadOutcome(const std::optional<std::string>& word) {
  if (!word) {
    return std::nullopt;
  }
  return *word == "done"      ? domain::IntentOutcome::kDone
         : *word == "refused" ? domain::IntentOutcome::kRefused
                              : domain::IntentOutcome::kFailed;
}

BookingAct::What WhatOf(const std::string& kind) {
  return kind == "move"     ? BookingAct::What::kMoved
         : kind == "cancel" ? BookingAct::What::kCancelled
                            : BookingAct::What::kBooked;
}

std::string CursorAt(const Booking& booking) {
  return CursorOf(booking.time.start, booking.id.str());
}

}  // namespace

// Rows are fetched away from the cursor, more than the page has: whether there are any tells
// whether the page is the last in that direction.
BookingListPage PgBookingAdminRepository::List(const BookingListQuery& query) {
  if (query.limit < 1 || query.limit > kMostRows) {
    throw domain::InvalidInput("limit", "A number from 1 to 50.");
  }
  BookingListPage page;
  page.bookings = Fetch(query);
  const auto shown = static_cast<std::size_t>(query.limit);
  const bool has_more = page.bookings.size() > shown;
  page.bookings.resize(std::min(page.bookings.size(), shown));
  if (query.backwards) {
    std::ranges::reverse(page.bookings);
  }
  const bool came_from_one = !query.cursor.empty();
  if (!page.bookings.empty() && (query.backwards ? has_more : came_from_one)) {
    page.previous_cursor = CursorAt(page.bookings.front());
  }
  if (!page.bookings.empty() && (query.backwards ? came_from_one : has_more)) {
    page.next_cursor = CursorAt(page.bookings.back());
  }
  return page;
}

std::vector<Booking> PgBookingAdminRepository::Fetch(const BookingListQuery& query) {
  const bool descending = query.latest_first != query.backwards;
  const Bounds bounds = BoundsOf(query, descending);
  Statement statement(session_, StatementFor(query.filter, descending).c_str());
  BindFilter(statement, query.filter);
  statement.Bind("low_at", bounds.low.at)
      .Bind("low_uid", bounds.low.id)
      .Bind("high_at", bounds.high.at)
      .Bind("high_uid", bounds.high.id);
  std::vector<Booking> bookings;
  for (const Row row : statement.Rows(kBookingColumns)) {
    bookings.push_back(ReadBooking(row));
  }
  return bookings;
}

std::vector<domain::Membership> PgBookingAdminRepository::FindPeople(const std::string& text,
                                                                     int limit) {
  std::vector<domain::Membership> people;
  for (const Row cells : Statement(session_, kFindPeople)
                             .Bind("text", text)
                             .Bind("rows", limit)
                             .Rows(kMembershipColumns)) {
    RowReader row(cells);
    people.push_back(ReadMembership(row));
  }
  return people;
}

std::vector<BookingAct> PgBookingAdminRepository::Asked(const BookingId& id) {
  std::vector<BookingAct> acts;
  for (const Row cells : Statement(session_, kAsked).Bind("id", id).Rows(kAskedColumns)) {
    RowReader row(cells);
    BookingAct& act = acts.emplace_back();
    act.what = WhatOf(row.Next<std::string>());
    act.new_start = row.Next<std::optional<Timestamp>>();
    act.actor = row.Next<std::optional<domain::UserId>>();
    act.actor_name = row.Next<std::string>();
    act.reason = row.Next<std::string>();
    act.outcome = ReadOutcome(row.Next<std::optional<std::string>>());
    act.at = row.Next<Timestamp>();
  }
  return acts;
}

}  // namespace nexcyte::persistence
