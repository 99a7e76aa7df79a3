#include "views/admin_templates.h"

#include <algorithm>
#include <array>

#include "domain/own_texts.h"
#include "views/admin_templates.tpl.varnames.h"
#include "views/message_words.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

using domain::Channel;

constexpr std::array<Channel, 3> kChannels = {Channel::kEmail, Channel::kSms, Channel::kInApp};

struct State {
  const char* words;
  const char* badge;
};

State StateOf(const domain::TemplateRow& row) {
  if (!row.own) {
    return {"Built-in", "quiet"};
  }
  return row.own->is_enabled ? State{"Your own", "good"} : State{"Switched off", "wait"};
}

void AddCell(ctemplate::TemplateDictionary& line, const AdminTemplatesPage& page,
             const domain::TextsKey& key) {
  auto* cell = line.AddSectionDictionary(kat_CELL);
  const auto found = std::ranges::find(page.rows, key, &domain::TemplateRow::key);
  if (found == page.rows.end()) {
    cell->ShowSection(kat_NO_TEXT);
    return;
  }
  auto* text = cell->AddSectionDictionary(kat_TEXT);
  text->SetValue(kat_EVENT_KEY, key.event_key);
  text->SetValue(kat_EVENT_NAME, EventWords(key.event_key));
  text->SetValue(kat_CHANNEL_KEY, Text(domain::ToString(key.channel)));
  text->SetValue(kat_CELL_CHANNEL, Text(ChannelWords(key.channel)));
  const State state = StateOf(*found);
  text->SetValue(kat_STATE, state.words);
  text->SetValue(kat_STATE_CLASS, state.badge);
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminTemplatesPage& page) {
  const PageFrame frame{"admin_templates.tpl", "Message texts", Place::kAdminTemplates};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    for (const Channel channel : kChannels) {
      values.AddSectionDictionary(kat_CHANNEL)
          ->SetValue(kat_CHANNEL_NAME, Text(ChannelWords(channel)));
    }
    for (const std::string_view event : domain::MessageEvents()) {
      auto* line = values.AddSectionDictionary(kat_EVENT);
      line->SetValue(kat_EVENT_NAME, EventWords(event));
      for (const Channel channel : kChannels) {
        AddCell(*line, page, {std::string(event), channel});
      }
    }
  });
}

}  // namespace nexcyte::views
