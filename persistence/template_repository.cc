#include "persistence/template_repository.h"

#include <tuple>

namespace nexcyte::persistence {
namespace {

constexpr char kFind[] = R"sql(
  select subject_template, body_text_template, body_html_template from nx_notification_template
   where tenant_id = nx.tenant_id() and event_key = :event_key and channel = :channel
     and is_enabled)sql";

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

}  // namespace nexcyte::persistence
