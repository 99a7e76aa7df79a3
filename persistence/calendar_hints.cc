#include "persistence/calendar_hints.h"

#include <map>

#include "persistence/json_map.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

using domain::BookingId;
using domain::CalendarHint;
using domain::DueHint;
using domain::InboxId;
using domain::TenantId;

namespace {

constexpr char kAdd[] = R"sql(
  with added as (
    insert into nx.nx_webhook_inbox (provider, digest, body) values ('calcom', :mark, :body)
    on conflict do nothing returning true)
  select pg_notify('nx_calendar_hint', '')::text from added)sql";

constexpr char kNote[] = "select nx.note_webhook(:type)::text";

constexpr char kLease[] = R"sql(
  update nx.nx_webhook_inbox w
     set attempts = w.attempts + 1, due_at = nx.now() + interval '1 minute'
    from (select id from nx.nx_webhook_inbox
           where provider = 'calcom' and processed_at is null and due_at <= nx.now()
           order by due_at limit :limit for update skip locked) due
   where w.id = due.id
  returning w.id, w.body, w.attempts - 1)sql";

constexpr char kFinish[] = R"sql(
  update nx.nx_webhook_inbox set processed_at = nx.now(), last_error = nullif(:problem, '')
   where id = :id)sql";

constexpr char kTryAgain[] = R"sql(
  update nx.nx_webhook_inbox set due_at = nx.now() + make_interval(secs => :wait)
   where id = :id)sql";

std::string ToBody(const CalendarHint& hint) {
  return MapToJson({{"uid", hint.uid},
                    {"previous_uid", hint.previous_uid},
                    {"ref", hint.ref ? hint.ref->str() : std::string()},
                    {"event_type_id", ToText(hint.event_type_id)},
                    {"ends", ToText(hint.ends)}});
}

CalendarHint ReadBody(const std::string& body) {
  std::map<std::string, std::string> values = ReadJsonMap(body);
  return {.uid = values["uid"],
          .previous_uid = values["previous_uid"],
          .ref = BookingId::Parse(values["ref"]),
          .event_type_id = ReadNumber(values["event_type_id"]),
          .ends = ReadBool(values["ends"])};
}

}  // namespace

bool PgCalendarHints::Add(const domain::Digest& mark, const CalendarHint& hint) {
  Statement(session_, kNote).Bind("type", hint.event_type_id).Rows(1);
  return Statement(session_, kAdd)
      .Bind("mark", mark)
      .Bind("body", ToBody(hint))
      .One<std::string>()
      .has_value();
}

std::vector<DueHint> PgCalendarHints::Lease(int limit) {
  std::vector<DueHint> due;
  for (auto& [id, body, tries] :
       Statement(session_, kLease).Bind("limit", limit).All<InboxId, std::string, int>()) {
    due.push_back({.id = id, .hint = ReadBody(body), .tries = tries});
  }
  return due;
}

void PgCalendarHints::Finish(const InboxId& id, const std::string& problem) {
  Statement(session_, kFinish).Bind("id", id).Bind("problem", problem).Run();
}

void PgCalendarHints::TryAgain(const InboxId& id, std::chrono::seconds wait) {
  Statement(session_, kTryAgain).Bind("id", id).Bind("wait", wait.count()).Run();
}

std::optional<std::pair<TenantId, BookingId>> PgCalendarHints::OwnerOf(const CalendarHint& hint) {
  for (const std::string& uid : {hint.uid, hint.previous_uid}) {
    if (auto owner = callbacks_.BookingOfCalUid(uid)) {
      return owner;
    }
  }
  const auto tenant = hint.ref ? callbacks_.TenantOfBooking(*hint.ref) : std::nullopt;
  return tenant ? std::optional(std::pair(*tenant, *hint.ref)) : std::nullopt;
}

}  // namespace nexcyte::persistence
