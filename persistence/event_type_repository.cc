#include "persistence/event_type_repository.h"

#include <chrono>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::AccountKind;
using domain::Error;
using domain::ErrorCode;
using domain::EventType;

namespace {

constexpr char kList[] = R"sql(
  select purpose, title, description, cal_event_type_id, length_minutes, allow_kinds, is_enabled,
         needs_approval, cal_sends_mail, cal_video, position, version
    from nx_scheduler_event_type_map
   where tenant_id = nx.tenant_id() order by position, purpose)sql";

constexpr char kFind[] = R"sql(
  select purpose, title, description, cal_event_type_id, length_minutes, allow_kinds, is_enabled,
         needs_approval, cal_sends_mail, cal_video, position, version
    from nx_scheduler_event_type_map
   where tenant_id = nx.tenant_id() and purpose = :purpose)sql";
constexpr int kColumns = 12;

constexpr char kClaim[] = "select nx.claim_event_type(:cal_id)";

constexpr char kInsert[] = R"sql(
  insert into nx_scheduler_event_type_map (purpose, title, description, cal_event_type_id,
      length_minutes, allow_kinds, is_enabled, needs_approval, cal_sends_mail, cal_video, position)
  values (:purpose, :title, :description, :cal_id, :length, :kinds, :is_enabled, :needs_approval,
          :cal_sends_mail, :cal_video, :position)
  on conflict on constraint nx_scheduler_event_type_map_pkey do nothing)sql";

constexpr char kUpdate[] = R"sql(
  update nx_scheduler_event_type_map
     set title = :title, description = :description, cal_event_type_id = :cal_id,
         length_minutes = :length, allow_kinds = :kinds, is_enabled = :is_enabled,
         needs_approval = :needs_approval, cal_sends_mail = :cal_sends_mail,
         cal_video = :cal_video, position = :position, version = version + 1
   where tenant_id = nx.tenant_id() and purpose = :purpose and version = :version)sql";

// Event types that this tenant maps no more and never booked are free for others again.
constexpr char kRelease[] = "select nx.release_event_types()";

std::vector<AccountKind> ReadKinds(const std::string& text) {
  std::vector<AccountKind> kinds;
  for (const std::string& word : ReadWords(text)) {
    const std::optional<AccountKind> kind = domain::ParseAccountKind(word);
    if (!kind) {
      RefuseText("an account kind");
    }
    kinds.push_back(*kind);
  }
  return kinds;
}

std::string KindsToText(const std::vector<AccountKind>& kinds) {
  std::vector<std::string> words;
  for (const AccountKind kind : kinds) {
    words.emplace_back(ToString(kind));
  }
  return WordsToText(words);
}

EventType ReadEventType(Row cells) {
  RowReader row(cells);
  EventType type;
  type.purpose = row.Next<std::string>();
  type.title = row.Next<std::string>();
  type.description = row.Next<std::string>();
  type.cal_id = row.Next<domain::CalEventTypeId>();
  type.length = std::chrono::minutes(row.Next<int>());
  type.allow_kinds = ReadKinds(row.Next<std::string>());
  type.is_enabled = row.Next<bool>();
  type.needs_approval = row.Next<bool>();
  type.cal_sends_mail = row.Next<bool>();
  type.cal_video = row.Next<bool>();
  type.position = row.Next<int>();
  type.version = row.Next<std::int64_t>();
  return type;
}

}  // namespace

std::vector<EventType> PgEventTypeRepository::List() {
  std::vector<EventType> types;
  for (const Row row : Statement(session_, kList).Rows(kColumns)) {
    types.push_back(ReadEventType(row));
  }
  return types;
}

std::optional<EventType> PgEventTypeRepository::Find(const std::string& purpose) {
  const RowList rows = Statement(session_, kFind).Bind("purpose", purpose).Rows(kColumns);
  return rows.empty() ? std::nullopt : std::optional<EventType>(ReadEventType(rows.front()));
}

void PgEventTypeRepository::Upsert(const EventType& type) {
  const auto claimed = Statement(session_, kClaim).Bind("cal_id", type.cal_id).One<bool>();
  if (!std::get<0>(claimed.value())) {
    throw Error(ErrorCode::kConflict, "event_type_not_available");
  }
  Statement statement(session_, type.version == 0 ? kInsert : kUpdate);
  statement.Bind("purpose", type.purpose)
      .Bind("title", type.title)
      .Bind("description", type.description)
      .Bind("cal_id", type.cal_id)
      .Bind("length", type.length.count())
      .Bind("kinds", KindsToText(type.allow_kinds))
      .Bind("is_enabled", type.is_enabled)
      .Bind("needs_approval", type.needs_approval)
      .Bind("cal_sends_mail", type.cal_sends_mail)
      .Bind("cal_video", type.cal_video)
      .Bind("position", type.position);
  if (type.version != 0) {
    statement.Bind("version", type.version);
  }
  if (statement.Run() == 0) {
    throw Error(ErrorCode::kConflict, "changed_meanwhile");
  }
  Statement(session_, kRelease).Run();
}

}  // namespace nexcyte::persistence
