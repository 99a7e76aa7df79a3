#include "views/template_editor.h"

#include "domain/message_template.h"
#include "domain/own_texts.h"
#include "views/message_words.h"
#include "views/problem_summary.h"
#include "views/template_editor.tpl.varnames.h"
#include "views/template_values.h"
#include "views/text_diff.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

using domain::Channel;
using domain::TemplateDetails;

const char* StateSentence(const TemplateDetails& details) {
  if (!details.own) {
    return "People get our built-in text. Change it below to make it your own.";
  }
  return details.own->is_enabled ? "People get your own text."
                                 : "Your own text is switched off. People get our built-in text.";
}

const char* TextHint(Channel channel) {
  switch (channel) {
    case Channel::kEmail:
      return "For mail programs that show no layout, and the words of the layout where you have "
             "none of your own. A blank line begins a new paragraph.";
    case Channel::kSms:
      return "Short is cheap: a text message is paid in parts of 160 letters, or of 70 with "
             "letters "
             "such as emojis. At most 3 parts are sent.";
    case Channel::kInApp:
      return "Shown in the portal, under the bell.";
  }
  return "";
}

void ShowFields(ctemplate::TemplateDictionary& values, const TemplateEditorPage& page) {
  const Channel channel = page.details.key.channel;
  const domain::TextsLimits limits = domain::LimitsOf(channel);
  if (limits.subject > 0) {
    auto* subject = values.AddSectionDictionary(kte_SUBJECT_FIELD);
    subject->SetValue(kte_SUBJECT_LABEL, channel == Channel::kInApp ? "Title" : "Subject");
    subject->SetValue(kte_SUBJECT, page.form.texts.subject);
    subject->SetIntValue(kte_SUBJECT_LIMIT, static_cast<long>(limits.subject));
  }
  values.SetValue(kte_TEXT_HINT, TextHint(channel));
  values.SetValue(kte_TEXT, page.form.texts.text);
  values.SetIntValue(kte_TEXT_LIMIT, static_cast<long>(limits.text));
  values.SetIntValue(kte_TEXT_ROWS, channel == Channel::kEmail ? 18 : 5);
  if (limits.html > 0) {
    auto* html = values.AddSectionDictionary(kte_HTML_FIELD);
    html->SetValue(kte_HTML, page.form.texts.html);
    html->SetIntValue(kte_HTML_LIMIT, static_cast<long>(limits.html));
    if (!page.form.texts.html.empty()) {
      html->ShowSection(kte_HTML_OPEN);
    }
  }
}

void ShowPalette(ctemplate::TemplateDictionary& values, const std::string& event_key) {
  for (const domain::Placeholder& placeholder : domain::Placeholders()) {
    if (!domain::IsAvailable(placeholder.name, event_key)) {
      continue;
    }
    auto* entry = values.AddSectionDictionary(kte_PLACEHOLDER);
    entry->SetValue(kte_PLACEHOLDER_NAME, "{{" + std::string(placeholder.name) + "}}");
    entry->SetValue(kte_MEANING, Text(placeholder.meaning));
    entry->SetValue(kte_SAMPLE, Text(placeholder.sample));
    if (placeholder.name == domain::RequiredPlaceholder(event_key)) {
      entry->ShowSection(kte_NEEDED);
    }
  }
}

// What is sent now: the tenant's text or ours. A text of ours has its own layout.
const domain::MessageTexts& PresentTexts(const TemplateDetails& details) {
  return details.own ? details.own->texts : details.built_in;
}

void ShowDiffs(ctemplate::TemplateDictionary& values, const TemplateEditorPage& page) {
  if (page.is_conflict) {
    auto* conflict = values.AddSectionDictionary(kte_CONFLICT);
    ShowDiff(*conflict, kte_CONFLICT_DIFF, PresentTexts(page.details), page.form.texts);
  }
  if (page.older) {
    auto* older = values.AddSectionDictionary(kte_OLDER);
    older->SetIntValue(kte_OLDER_NUMBER, static_cast<long>(*page.older));
    ShowDiff(*older, kte_OLDER_DIFF, PresentTexts(page.details), page.form.texts);
  }
}

void AddVersion(ctemplate::TemplateDictionary& list, const domain::TextsVersion& version,
                const TemplateEditorPage& page) {
  auto* row = list.AddSectionDictionary(kte_ONE);
  row->SetIntValue(kte_NUMBER, static_cast<long>(version.version));
  row->SetValue(kte_SAVED_AT, MachineTime(version.saved_at));
  row->SetValue(kte_SAVED_WORDS, DateAndTime(version.saved_at, page.clock));
  if (!version.saved_by.empty()) {
    row->SetValueAndShowSection(kte_BY_NAME, version.saved_by, kte_BY);
  }
  if (!version.is_enabled) {
    row->ShowSection(kte_WAS_OFF);
  }
  const bool is_current = page.details.own && page.details.own->version == version.version;
  row->ShowSection(is_current ? kte_CURRENT : kte_PAST);
}

void ShowVersions(ctemplate::TemplateDictionary& values, const TemplateEditorPage& page) {
  if (page.details.versions.empty()) {
    return;
  }
  auto* list = values.AddSectionDictionary(kte_VERSIONS);
  for (const domain::TextsVersion& version : page.details.versions) {
    AddVersion(*list, version, page);
  }
}

void ShowHead(ctemplate::TemplateDictionary& values, const TemplateEditorPage& page) {
  const domain::TextsKey& key = page.details.key;
  values.SetValue(kte_EVENT_NAME, EventWords(key.event_key));
  values.SetValue(kte_CHANNEL_NAME, Text(ChannelWords(key.channel)));
  values.SetValue(kte_EVENT_KEY, key.event_key);
  values.SetValue(kte_CHANNEL_KEY, Text(domain::ToString(key.channel)));
  values.SetValue(kte_STATE_SENTENCE, StateSentence(page.details));
  values.SetValue(kte_VERSION, page.form.version);
  if (page.form.is_enabled) {
    values.ShowSection(kte_IS_ENABLED);
  }
  if (page.details.own) {
    values.ShowSection(kte_HAS_OWN);
  }
}

// A notice is seen in the portal only; there is nowhere to send a test of one.
void ShowChannel(ctemplate::TemplateDictionary& values, Channel channel) {
  values.SetValue(kte_FRAME_CLASS,
                  channel == Channel::kEmail ? "text-preview" : "text-preview low");
  if (channel == Channel::kSms) {
    values.ShowSection(kte_SMS_HINT);
  }
  if (channel != Channel::kInApp) {
    values.ShowSection(kte_CAN_TEST);
  }
}

}  // namespace

TemplateForm FormOf(const TemplateDetails& details) {
  if (details.own) {
    return {details.own->texts, details.own->is_enabled, std::to_string(details.own->version)};
  }
  return {{details.built_in.subject, details.built_in.text, {}}, true, "0"};
}

std::string Render(const Renderer& renderer, const TemplateEditorPage& page) {
  const PageFrame frame{"template_editor.tpl", EventWords(page.details.key.event_key),
                        Place::kAdminTemplates};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowHead(values, page);
    ShowChannel(values, page.details.key.channel);
    ShowFields(values, page);
    ShowPalette(values, page.details.key.event_key);
    ShowDiffs(values, page);
    ShowVersions(values, page);
    ShowProblem(values, kte_PROBLEM, page.problem,
                {{"subject_template", kte_SUBJECT_ERROR},
                 {"body_text_template", kte_TEXT_ERROR},
                 {"body_html_template", kte_HTML_ERROR}});
  });
}

}  // namespace nexcyte::views
