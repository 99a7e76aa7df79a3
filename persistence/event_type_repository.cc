#include "persistence/event_type_repository.h"

#include <algorithm>
#include <chrono>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::AccountKind;
using domain::Error;
using domain::ErrorCode;
using domain::EventType;
using domain::TypeProblem;

namespace {

constexpr char kList[] = R"sql(
  select purpose, title, description, cal_event_type_id, length_minutes, allow_kinds, is_enabled,
         needs_approval, cal_sends_mail, cal_video, position, version, cancel_notice_minutes,
         reschedule_notice_minutes, max_moves, max_open_bookings, reason_rule,
         seen_title, seen_team, seen_hosts, seen_problems, seen_at
    from nx_scheduler_event_type_map
   where tenant_id = nx.tenant_id() order by position, purpose)sql";

constexpr char kFind[] = R"sql(
  select purpose, title, description, cal_event_type_id, length_minutes, allow_kinds, is_enabled,
         needs_approval, cal_sends_mail, cal_video, position, version, cancel_notice_minutes,
         reschedule_notice_minutes, max_moves, max_open_bookings, reason_rule,
         seen_title, seen_team, seen_hosts, seen_problems, seen_at
    from nx_scheduler_event_type_map
   where tenant_id = nx.tenant_id() and purpose = :purpose)sql";
constexpr int kColumns = 22;

constexpr char kClaim[] = "select nx.claim_event_type(:cal_id)";

constexpr char kInsert[] = R"sql(
  insert into nx_scheduler_event_type_map (purpose, title, description, cal_event_type_id,
      length_minutes, allow_kinds, is_enabled, needs_approval, cal_sends_mail, cal_video, position,
      cancel_notice_minutes, reschedule_notice_minutes, max_moves, max_open_bookings, reason_rule,
      seen_title, seen_team, seen_hosts, seen_problems, seen_at)
  values (:purpose, :title, :description, :cal_id, :length, :kinds, :is_enabled, :needs_approval,
          :cal_sends_mail, :cal_video, :position, :cancel_notice, :reschedule_notice, :max_moves,
          :max_open, :reason, :seen_title, :seen_team, :seen_hosts, :seen_problems, :seen_at)
  on conflict on constraint nx_scheduler_event_type_map_pkey do nothing)sql";

constexpr char kUpdate[] = R"sql(
  update nx_scheduler_event_type_map
     set title = :title, description = :description, cal_event_type_id = :cal_id,
         length_minutes = :length, allow_kinds = :kinds, is_enabled = :is_enabled,
         needs_approval = :needs_approval, cal_sends_mail = :cal_sends_mail,
         cal_video = :cal_video, position = :position, cancel_notice_minutes = :cancel_notice,
         reschedule_notice_minutes = :reschedule_notice, max_moves = :max_moves,
         max_open_bookings = :max_open, reason_rule = :reason, seen_title = :seen_title,
         seen_team = :seen_team, seen_hosts = :seen_hosts, seen_problems = :seen_problems,
         seen_at = :seen_at, version = version + 1
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
  words.reserve(kinds.size());
  for (const AccountKind kind : kinds) {
    words.emplace_back(ToString(kind));
  }
  return WordsToText(words);
}

std::vector<TypeProblem> ReadProblems(const std::string& text) {
  std::vector<TypeProblem> problems;
  for (const std::string& word : ReadWords(text)) {
    const std::optional<TypeProblem> problem = domain::ParseTypeProblem(word);
    if (!problem) {
      RefuseText("a problem of an event type");
    }
    problems.push_back(*problem);
  }
  return problems;
}

std::string ProblemsToText(const std::vector<TypeProblem>& problems) {
  std::vector<std::string> words;
  words.reserve(problems.size());
  for (const TypeProblem problem : problems) {
    words.emplace_back(ToString(problem));
  }
  return WordsToText(words);
}

std::optional<std::chrono::minutes> NextMinutes(RowReader& row) {
  const auto count = row.Next<std::optional<int>>();
  return count ? std::optional(std::chrono::minutes(*count)) : std::nullopt;
}

domain::RuleOverrides ReadRules(RowReader& row) {
  domain::RuleOverrides rules;
  rules.cancel_notice = NextMinutes(row);
  rules.reschedule_notice = NextMinutes(row);
  rules.max_moves = row.Next<std::optional<int>>();
  rules.max_open_bookings = row.Next<std::optional<int>>();
  rules.reason = domain::ParseReasonRule(row.Next<std::optional<std::string>>().value_or(""));
  return rules;
}

std::optional<std::int64_t> Count(const std::optional<int>& number) {
  return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

std::optional<std::int64_t> Count(const std::optional<std::chrono::minutes>& minutes) {
  return minutes ? std::optional<std::int64_t>(minutes->count()) : std::nullopt;
}

void BindRules(Statement& statement, const domain::RuleOverrides& rules) {
  statement.Bind("cancel_notice", Count(rules.cancel_notice))
      .Bind("reschedule_notice", Count(rules.reschedule_notice))
      .Bind("max_moves", Count(rules.max_moves))
      .Bind("max_open", Count(rules.max_open_bookings))
      .Bind("reason",
            rules.reason ? std::optional(std::string(ToString(*rules.reason))) : std::nullopt);
}

void BindSeen(Statement& statement, const EventType& type) {
  statement.Bind("seen_title", type.seen_title)
      .Bind("seen_team", type.seen_team)
      .Bind("seen_hosts", type.seen_hosts)
      .Bind("seen_problems", ProblemsToText(type.problems))
      .Bind("seen_at", type.seen_at);
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
  type.rules = ReadRules(row);
  type.seen_title = row.Next<std::string>();
  type.seen_team = row.Next<std::string>();
  type.seen_hosts = row.Next<std::string>();
  type.problems = ReadProblems(row.Next<std::string>());
  type.seen_at = row.Next<std::optional<domain::Timestamp>>();
  return type;
}

}  // namespace

// As text: arrays have no binary form here.
Step ListEventTypesStep() { return {kList, {}, CellFormat::kText}; }

std::vector<EventType> ReadEventTypes(const RowList& rows) {
  std::vector<EventType> types;
  types.reserve(rows.size());
  for (const Row row : rows) {
    types.push_back(ReadEventType(row));
  }
  return types;
}

std::vector<EventType> PgEventTypeRepository::List() {
  if (ahead_ != nullptr && ahead_->event_types) {
    return *ahead_->event_types;
  }
  return ReadEventTypes(Statement(session_, kList).Rows(kColumns));
}

std::optional<EventType> PgEventTypeRepository::Find(const std::string& purpose) {
  if (ahead_ != nullptr && ahead_->event_types) {
    const std::vector<EventType>& types = *ahead_->event_types;
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const EventType& type) { return type.purpose == purpose; });
    return found == types.end() ? std::nullopt : std::optional(*found);
  }
  const RowList rows = Statement(session_, kFind).Bind("purpose", purpose).Rows(kColumns);
  return rows.empty() ? std::nullopt : std::optional<EventType>(ReadEventType(rows.front()));
}

void PgEventTypeRepository::Upsert(const EventType& type) {
  if (ahead_ != nullptr) {
    ahead_->event_types.reset();
    ahead_->settings.reset();  // which know the rules of each purpose
  }
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
  BindRules(statement, type.rules);
  BindSeen(statement, type);
  if (type.version != 0) {
    statement.Bind("version", type.version);
  }
  if (statement.Run() == 0) {
    throw Error(ErrorCode::kConflict, "changed_meanwhile");
  }
  Statement(session_, kRelease).Run();
}

}  // namespace nexcyte::persistence
