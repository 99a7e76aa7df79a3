#include "persistence/template_repository.h"

#include <tuple>
#include <utility>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::OwnTexts;
using domain::TextsKey;
using domain::TextsVersion;

namespace {

constexpr char kFind[] = R"sql(
  select subject_template, body_text_template, body_html_template from nx_notification_template
   where tenant_id = nx.tenant_id() and event_key = :event_key and channel = :channel
     and is_enabled)sql";

constexpr char kList[] = R"sql(
  select event_key, channel, subject_template, body_text_template, body_html_template, is_enabled,
         version
    from nx_notification_template
   where tenant_id = nx.tenant_id() order by event_key, channel)sql";

constexpr char kFindOwn[] = R"sql(
  select event_key, channel, subject_template, body_text_template, body_html_template, is_enabled,
         version
    from nx_notification_template
   where tenant_id = nx.tenant_id() and event_key = :event_key and channel = :channel)sql";
constexpr int kColumns = 7;

// Versions go on counting after a text was given up. `expected` null replaces whatever there is; it
// is never zero where there is something.
constexpr char kInsert[] = R"sql(
  insert into nx_notification_template as t (event_key, channel, subject_template,
      body_text_template, body_html_template, is_enabled, version)
  select :event_key, :channel, :subject, :body, :html, :is_enabled::boolean,
         1 + coalesce(max(v.version), 0)
    from nx_notification_template_version v
   where v.tenant_id = nx.tenant_id() and v.event_key = :event_key and v.channel = :channel
  on conflict on constraint nx_notification_template_pkey do update
     set subject_template = excluded.subject_template,
         body_text_template = excluded.body_text_template,
         body_html_template = excluded.body_html_template, is_enabled = excluded.is_enabled,
         version = t.version + 1
   where :replaces_any
  returning version)sql";

constexpr char kUpdate[] = R"sql(
  update nx_notification_template
     set subject_template = :subject, body_text_template = :body, body_html_template = :html,
         is_enabled = :is_enabled, version = version + 1
   where tenant_id = nx.tenant_id() and event_key = :event_key and channel = :channel
     and version = :version
  returning version)sql";

constexpr char kKeepVersion[] = R"sql(
  insert into nx_notification_template_version (event_key, channel, version, subject_template,
      body_text_template, body_html_template, is_enabled)
  values (:event_key, :channel, :version, :subject, :body, :html, :is_enabled))sql";

constexpr char kForgetOld[] = R"sql(
  delete from nx_notification_template_version
   where tenant_id = nx.tenant_id() and event_key = :event_key and channel = :channel
     and version <= :oldest)sql";

constexpr char kRemove[] = R"sql(
  delete from nx_notification_template
   where tenant_id = nx.tenant_id() and event_key = :event_key and channel = :channel
     and version = :version)sql";

constexpr char kListVersions[] = R"sql(
  select v.version, v.subject_template, v.body_text_template, v.body_html_template, v.is_enabled,
         coalesce(m.display_name, ''), v.saved_at
    from nx_notification_template_version v
    left join nx_tenant_membership m
      on m.tenant_id = v.tenant_id and m.user_id = v.saved_by_user_id
   where v.tenant_id = nx.tenant_id() and v.event_key = :event_key and v.channel = :channel
   order by v.version desc)sql";
constexpr int kVersionColumns = 7;

Statement& BindKey(Statement& statement, const TextsKey& key) {
  return statement.Bind("event_key", key.event_key).Bind("channel", ToString(key.channel));
}

Statement& BindTexts(Statement& statement, const OwnTexts& texts) {
  return BindKey(statement, texts.key)
      .Bind("subject", texts.texts.subject)
      .Bind("body", texts.texts.text)
      .Bind("html", texts.texts.html)
      .Bind("is_enabled", texts.is_enabled);
}

domain::MessageTexts ReadTexts(RowReader& row) {
  domain::MessageTexts texts;
  texts.subject = row.Next<std::string>();
  texts.text = row.Next<std::string>();
  texts.html = row.Next<std::string>();
  return texts;
}

OwnTexts ReadOwn(Row cells) {
  RowReader row(cells);
  OwnTexts own;
  own.key.event_key = row.Next<std::string>();
  const auto channel = domain::ParseChannel(row.Next<std::string>());
  if (!channel) {
    RefuseText("a channel");
  }
  own.key.channel = *channel;
  own.texts = ReadTexts(row);
  own.is_enabled = row.Next<bool>();
  own.version = row.Next<std::int64_t>();
  return own;
}

TextsVersion ReadVersion(Row cells) {
  RowReader row(cells);
  TextsVersion version;
  version.version = row.Next<std::int64_t>();
  version.texts = ReadTexts(row);
  version.is_enabled = row.Next<bool>();
  version.saved_by = row.Next<std::string>();
  version.saved_at = row.Next<domain::Timestamp>();
  return version;
}

domain::Error ChangedMeanwhile() { return {domain::ErrorCode::kConflict, "changed_meanwhile"}; }

}  // namespace

std::optional<domain::MessageTexts> PgTemplateRepository::Find(const std::string& event_key,
                                                               domain::Channel channel) {
  auto row = Statement(session_, kFind)
                 .Bind("event_key", event_key)
                 .Bind("channel", ToString(channel))
                 .One<std::string, std::string, std::string>();
  if (!row) {
    return std::nullopt;
  }
  auto& [subject, text, html] = *row;
  return domain::MessageTexts{subject, text, html};
}

std::vector<OwnTexts> PgTemplateRepository::List() {
  std::vector<OwnTexts> all;
  for (const Row row : Statement(session_, kList).Rows(kColumns)) {
    all.push_back(ReadOwn(row));
  }
  return all;
}

std::optional<OwnTexts> PgTemplateRepository::FindOwn(const TextsKey& key) {
  Statement statement(session_, kFindOwn);
  const RowList rows = BindKey(statement, key).Rows(kColumns);
  return rows.empty() ? std::nullopt : std::optional<OwnTexts>(ReadOwn(rows.front()));
}

std::int64_t PgTemplateRepository::Save(const OwnTexts& texts,
                                        std::optional<std::int64_t> replaced) {
  const std::int64_t version = Write(texts, replaced);
  KeepVersion(texts, version);
  return version;
}

std::int64_t PgTemplateRepository::Write(const OwnTexts& texts,
                                         std::optional<std::int64_t> replaced) {
  const bool updates = replaced && *replaced != 0;
  Statement statement(session_, updates ? kUpdate : kInsert);
  BindTexts(statement, texts);
  if (updates) {
    statement.Bind("version", *replaced);
  } else {
    statement.Bind("replaces_any", !replaced);
  }
  const auto row = statement.One<std::int64_t>();
  if (!row) {
    throw ChangedMeanwhile();
  }
  return std::get<0>(*row);
}

void PgTemplateRepository::KeepVersion(const OwnTexts& texts, std::int64_t version) {
  Statement keep(session_, kKeepVersion);
  BindTexts(keep, texts).Bind("version", version).Run();
  Statement forget(session_, kForgetOld);
  BindKey(forget, texts.key).Bind("oldest", version - domain::kVersionsKept).Run();
}

void PgTemplateRepository::Remove(const TextsKey& key, std::int64_t version) {
  Statement statement(session_, kRemove);
  if (BindKey(statement, key).Bind("version", version).Run() == 0) {
    throw ChangedMeanwhile();
  }
}

std::vector<TextsVersion> PgTemplateRepository::ListVersions(const TextsKey& key) {
  std::vector<TextsVersion> versions;
  Statement statement(session_, kListVersions);
  for (const Row row : BindKey(statement, key).Rows(kVersionColumns)) {
    versions.push_back(ReadVersion(row));
  }
  return versions;
}

}  // namespace nexcyte::persistence
