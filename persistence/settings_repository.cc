#include "persistence/settings_repository.h"

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::AttendeeAddress;
using domain::ReasonRule;
using domain::SchedulingSettings;
using std::chrono::minutes;

namespace {

constexpr char kLoad[] = R"sql(
  select is_enabled, organization_slug, default_time_zone, attendee_address, alias_domain,
         cancel_notice_minutes, reschedule_notice_minutes, max_moves, max_open_bookings,
         hold_minutes, contact_email, contact_phone, version, reason_rule, organization_id,
         (select string_agg(concat_ws('/', m.purpose, coalesce(m.cancel_notice_minutes::text, ''),
                                      coalesce(m.reschedule_notice_minutes::text, ''),
                                      coalesce(m.max_moves::text, ''),
                                      coalesce(m.max_open_bookings::text, ''),
                                      coalesce(m.reason_rule, '')), ',')
            from nx_scheduler_event_type_map m
           where m.tenant_id = nx.tenant_id()
             and num_nonnulls(m.cancel_notice_minutes, m.reschedule_notice_minutes, m.max_moves,
                              m.max_open_bookings, m.reason_rule) > 0)
    from nx_scheduler_settings where tenant_id = nx.tenant_id())sql";
constexpr int kLoadColumns = 16;

constexpr char kInsert[] = R"sql(
  insert into nx_scheduler_settings (is_enabled, organization_slug, default_time_zone,
      attendee_address, alias_domain, cancel_notice_minutes, reschedule_notice_minutes, max_moves,
      max_open_bookings, hold_minutes, contact_email, contact_phone, reason_rule, organization_id)
  values (:is_enabled, :organization_slug, :time_zone, :address, :alias_domain, :cancel_notice,
          :reschedule_notice, :max_moves, :max_open, :hold, :contact_email, :contact_phone,
          :reason, :organization)
  on conflict on constraint nx_scheduler_settings_pkey do nothing)sql";

constexpr char kUpdate[] = R"sql(
  update nx_scheduler_settings
     set is_enabled = :is_enabled, organization_slug = :organization_slug,
         default_time_zone = :time_zone, attendee_address = :address, alias_domain = :alias_domain,
         cancel_notice_minutes = :cancel_notice, reschedule_notice_minutes = :reschedule_notice,
         max_moves = :max_moves, max_open_bookings = :max_open, hold_minutes = :hold,
         contact_email = :contact_email, contact_phone = :contact_phone, reason_rule = :reason,
         organization_id = :organization, version = version + 1
   where tenant_id = nx.tenant_id() and version = :version)sql";

// A tenant that has saved none yet has the row's defaults.
constexpr char kLoadMessages[] = R"sql(
  select s.sms_enabled, coalesce(s.staff_email, ''), s.reminder_minutes, s.quiet_from_minute,
         s.quiet_to_minute, s.sender_name, s.sender_address, s.reply_to, t.sender_domains
    from nx_scheduler_settings s join nx_tenant t on t.id = s.tenant_id
   where s.tenant_id = nx.tenant_id())sql";
constexpr int kMessageColumns = 9;

constexpr char kSaveMessages[] = R"sql(
  update nx_scheduler_settings
     set sms_enabled = :sms_enabled, staff_email = nullif(:staff_email, ''),
         reminder_minutes = :reminders::text::integer[], quiet_from_minute = :quiet_from,
         quiet_to_minute = :quiet_to, sender_name = :sender_name,
         sender_address = :sender_address, reply_to = :reply_to
   where tenant_id = nx.tenant_id())sql";

constexpr char kLoadSigns[] = R"sql(
  select (select at from nx_heartbeat where what = 'dispatch'),
         (select max(webhook_at) from nx_cal_event_type_owner
           where tenant_id = nx.tenant_id()))sql";

ReasonRule ReadReasonRule(const std::string& word) {
  const auto rule = domain::ParseReasonRule(word);
  if (!rule) {
    RefuseText("a reason rule");
  }
  return *rule;
}

std::optional<int> ReadOptionalCount(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(std::stoi(text));
}

std::optional<minutes> ReadOptionalMinutes(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(minutes(std::stoi(text)));
}

std::vector<minutes> ReadMinutes(const std::vector<std::string>& words) {
  std::vector<minutes> list;
  list.reserve(words.size());
  for (const std::string& word : words) {
    list.emplace_back(std::stoi(word));
  }
  return list;
}

std::optional<domain::QuietHours> ReadQuietHours(RowReader& row) {
  const auto from = row.Next<std::optional<int>>();
  const auto to = row.Next<std::optional<int>>();
  return from && to ? std::optional(domain::QuietHours{minutes(*from), minutes(*to)})
                    : std::nullopt;
}

std::string ReminderText(const std::vector<minutes>& reminders) {
  std::vector<std::string> words;
  words.reserve(reminders.size());
  for (const minutes before : reminders) {
    words.push_back(std::to_string(before.count()));
  }
  return WordsToText(words);
}

// `intro_call/60//3//required,demo/...`: a purpose and its own rules, what is nothing left empty.
std::map<std::string, domain::RuleOverrides> ReadOverrides(const std::string& text) {
  std::map<std::string, domain::RuleOverrides> all;
  std::istringstream list(text);
  for (std::string line; std::getline(list, line, ',');) {
    std::istringstream words(line + "/");
    std::array<std::string, 6> cells;
    for (std::string& cell : cells) {
      std::getline(words, cell, '/');
    }
    domain::RuleOverrides& own = all[cells[0]];
    own.cancel_notice = ReadOptionalMinutes(cells[1]);
    own.reschedule_notice = ReadOptionalMinutes(cells[2]);
    own.max_moves = ReadOptionalCount(cells[3]);
    own.max_open_bookings = ReadOptionalCount(cells[4]);
    own.reason = domain::ParseReasonRule(cells[5]);
  }
  return all;
}

void BindSettings(Statement& statement, const SchedulingSettings& settings) {
  statement.Bind("is_enabled", settings.is_enabled)
      .Bind("organization_slug", settings.organization_slug)
      .Bind("time_zone", settings.default_time_zone)
      .Bind("address", settings.attendee_address == AttendeeAddress::kAlias ? "alias" : "real")
      .Bind("alias_domain", settings.alias_domain)
      .Bind("cancel_notice", settings.cancel_notice.count())
      .Bind("reschedule_notice", settings.reschedule_notice.count())
      .Bind("max_moves", settings.max_moves)
      .Bind("max_open", settings.max_open_bookings)
      .Bind("hold", settings.hold_length.count())
      .Bind("contact_email", settings.contact_email)
      .Bind("contact_phone", settings.contact_phone)
      .Bind("reason", std::string(ToString(settings.reason)))
      .Bind("organization", settings.organization_id);
}

}  // namespace

Step LoadSettingsStep() { return {kLoad}; }

SchedulingSettings ReadSettings(const RowList& rows) {
  SchedulingSettings settings;
  if (rows.empty()) {
    settings.default_time_zone = "UTC";
    return settings;
  }
  RowReader row(rows.front());
  settings.is_enabled = row.Next<bool>();
  settings.organization_slug = row.Next<std::string>();
  settings.default_time_zone = row.Next<std::string>();
  settings.attendee_address =
      row.Next<std::string>() == "alias" ? AttendeeAddress::kAlias : AttendeeAddress::kReal;
  settings.alias_domain = row.Next<std::string>();
  settings.cancel_notice = minutes(row.Next<int>());
  settings.reschedule_notice = minutes(row.Next<int>());
  settings.max_moves = row.Next<int>();
  settings.max_open_bookings = row.Next<int>();
  settings.hold_length = minutes(row.Next<int>());
  settings.contact_email = row.Next<std::string>();
  settings.contact_phone = row.Next<std::string>();
  settings.version = row.Next<std::int64_t>();
  settings.reason = ReadReasonRule(row.Next<std::string>());
  settings.organization_id = row.Next<std::optional<std::int64_t>>();
  settings.overrides = ReadOverrides(row.Next<std::optional<std::string>>().value_or(""));
  return settings;
}

SchedulingSettings PgSettingsRepository::Load() {
  if (ahead_ != nullptr && ahead_->settings) {
    return *ahead_->settings;
  }
  return ReadSettings(Statement(session_, kLoad).Rows(kLoadColumns));
}

void PgSettingsRepository::Save(const SchedulingSettings& settings) {
  if (ahead_ != nullptr) {
    ahead_->settings.reset();
  }
  Statement statement(session_, settings.version == 0 ? kInsert : kUpdate);
  BindSettings(statement, settings);
  if (settings.version != 0) {
    statement.Bind("version", settings.version);
  }
  if (statement.Run() == 0) {
    throw domain::Error(domain::ErrorCode::kConflict, "changed_meanwhile");
  }
}

domain::MessageSettings PgSettingsRepository::LoadMessages() {
  domain::MessageSettings settings;
  const RowList rows = Statement(session_, kLoadMessages).Rows(kMessageColumns);
  if (rows.empty()) {
    return settings;
  }
  RowReader row(rows.front());
  settings.sms_enabled = row.Next<bool>();
  settings.staff_email = row.Next<std::string>();
  settings.reminders = ReadMinutes(ReadWords(row.Next<std::string>()));
  settings.quiet_hours = ReadQuietHours(row);
  settings.sender_name = row.Next<std::string>();
  settings.sender_address = row.Next<std::string>();
  settings.reply_to = row.Next<std::string>();
  settings.sender_domains = ReadWords(row.Next<std::string>());
  return settings;
}

void PgSettingsRepository::SaveMessages(const domain::MessageSettings& settings) {
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
  if (settings.quiet_hours) {
    from = settings.quiet_hours->from.count();
    to = settings.quiet_hours->to.count();
  }
  Statement(session_, kSaveMessages)
      .Bind("sms_enabled", settings.sms_enabled)
      .Bind("staff_email", settings.staff_email)
      .Bind("reminders", ReminderText(settings.reminders))
      .Bind("quiet_from", from)
      .Bind("quiet_to", to)
      .Bind("sender_name", settings.sender_name)
      .Bind("sender_address", settings.sender_address)
      .Bind("reply_to", settings.reply_to)
      .Run();
}

domain::SignsOfLife PgSettingsRepository::LoadSigns() {
  using When = std::optional<domain::Timestamp>;
  const auto [dispatched, heard] = Statement(session_, kLoadSigns).One<When, When>().value();
  return {dispatched, heard};
}

}  // namespace nexcyte::persistence
