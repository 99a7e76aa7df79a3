#include "fcgi/handlers/admin_templates.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/own_texts.h"
#include "domain/use_cases/edit_templates.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/template_fields.h"
#include "views/admin_templates.h"
#include "views/template_editor.h"
#include "views/template_preview.h"
#include "views/template_restore.h"

namespace nexcyte::fcgi {

namespace {

using domain::Channel;
using domain::OwnTexts;
using domain::Sample;
using domain::TemplateDetails;
using domain::TextsKey;

constexpr char kPage[] = "/admin/scheduling/notifications";

struct Wanted {
  std::optional<TextsKey> key;  // nothing: the list
  std::optional<std::int64_t> older;
  bool restores = false;
  std::string done;
};

// Of a query: what is not there, or not known, is not found.
std::optional<TextsKey> ReadQueryKey(Fields& query) {
  const auto event = query.OptionalText("event", {.max = 40});
  const auto channel = query.OptionalText("channel", {.max = 10});
  if (!event && !channel) {
    return std::nullopt;
  }
  const auto known = domain::ParseChannel(channel.value_or(""));
  if (!event || !known) {
    throw domain::NotFound();
  }
  return TextsKey{*event, *known};
}

Wanted ReadQuery(const Request& request) {
  auto query = Fields::FromQuery(request);
  Wanted wanted;
  wanted.key = ReadQueryKey(query);
  wanted.older = query.OptionalInteger("from", 1, std::numeric_limits<std::int32_t>::max());
  wanted.restores = query.OptionalChoice("restore", {"default"}).has_value();
  wanted.done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  return wanted;
}

std::string EditorPath(const Context& context, const TextsKey& key) {
  return context.Path(std::string(kPage) + "?event=" + QueryEscape(key.event_key) +
                      "&channel=" + QueryEscape(ToString(key.channel)));
}

views::TemplateEditorPage EditorOf(Context& context, const TextsKey& key) {
  views::TemplateEditorPage page;
  page.layout = context.Layout();
  page.details = domain::ShowTemplate(*context.store, key, context.parts.config.base_domain);
  page.form = views::FormOf(page.details);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  return page;
}

// An earlier version comes into the form; it is judged like anything else when it is saved.
void FillFrom(views::TemplateEditorPage& page, std::int64_t older) {
  const auto& versions = page.details.versions;
  const auto found = std::ranges::find(versions, older, &domain::TextsVersion::version);
  if (found == versions.end()) {
    throw domain::NotFound();
  }
  page.form.texts = found->texts;
  page.form.is_enabled = found->is_enabled;
  page.older = older;
}

Response ShowList(Context& context, const std::string& done) {
  views::AdminTemplatesPage page{
      context.Layout(), domain::ListTemplates(*context.store, context.parts.config.base_domain)};
  page.layout.notice = done;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ShowEditor(Context& context, const Wanted& wanted) {
  views::TemplateEditorPage page = EditorOf(context, *wanted.key);
  page.layout.notice = wanted.done;
  if (wanted.older) {
    FillFrom(page, *wanted.older);
  }
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DrawRestore(Context& context, const TextsKey& key, const views::FormProblem& problem,
                     int status) {
  TemplateDetails details =
      domain::ShowTemplate(*context.store, key, context.parts.config.base_domain);
  if (!details.own) {
    return SeeOther(EditorPath(context, key));
  }
  const views::TemplateRestorePage page{context.Layout(), key, *std::move(details.own),
                                        std::move(details.built_in), problem};
  return Html(status, views::Render(context.parts.renderer, page));
}

// The form as it was sent, with why, or with what somebody else has saved meanwhile: a second save
// then replaces that knowingly.
Response RedrawEditor(Context& context, const OwnTexts& typed, const domain::Error& error) {
  const Fields& form = *context.form;
  views::TemplateEditorPage page = EditorOf(context, typed.key);
  page.is_conflict = error.reason() == "changed_meanwhile";
  if (!page.is_conflict) {
    page.problem = views::ProblemOf(error);
    page.form.version = form.Typed("version");
  }
  page.form.texts = typed.texts;
  page.form.is_enabled = typed.is_enabled;
  return Redrawn(error, views::Render(context.parts.renderer, page));
}

Response Save(Context& context, OwnTexts typed, std::optional<std::int64_t> replaced) {
  Fields& form = *context.form;
  try {
    form.Finish();
    domain::SaveTemplate(*context.store, context.person(), typed, replaced.value_or(0));
    return SeeOther(EditorPath(context, typed.key) + "&done=saved");
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm()) {
      throw;
    }
    // As it was sent, not as it was read: a reader gives nothing back for what it refuses.
    typed.texts = {form.Typed("subject_template"), form.Typed("body_text_template"),
                   form.Typed("body_html_template")};
    return RedrawEditor(context, typed, error);
  }
}

Response Restore(Context& context, const TextsKey& key, std::optional<std::int64_t> version) {
  context.form->Finish();
  try {
    domain::RestoreDefault(*context.store, context.person(), key, version.value_or(0));
    return SeeOther(EditorPath(context, key) + "&done=text_restored");
  } catch (const domain::Error& error) {
    if (error.code() != domain::ErrorCode::kConflict) {
      throw;
    }
    return DrawRestore(context, key, views::ProblemOf(error), StatusOf(error));
  }
}

Sample ReadSample(Fields& fields) {
  const std::string word =
      fields.OptionalChoice("sample", {"usual", "long_name", "other_zone", "dst_day"})
          .value_or("usual");
  return domain::ParseSample(word).value_or(Sample::kUsual);
}

bool MayStandInFrame(const domain::Error& error) {
  return error.MayRedrawForm() || error.code() == domain::ErrorCode::kRateLimited;
}

// What `fill` refuses is shown in the frame too: the form beside it stays as it is.
template <class Fill>
Response AnswerInFrame(Context& context, Fill fill) {
  views::TemplatePreviewPage page;
  try {
    fill(page);
    return Html(200, views::Render(context.parts.renderer, page));
  } catch (const domain::Error& error) {
    if (!MayStandInFrame(error)) {
      throw;
    }
    page.problem = views::ProblemOf(error);
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

}  // namespace

Response ShowTemplates(Context& context, const Request& request, const PathParameters&) {
  const Wanted wanted = ReadQuery(request);
  if (!wanted.key) {
    return ShowList(context, wanted.done);
  }
  return wanted.restores ? DrawRestore(context, *wanted.key, {}, 200) : ShowEditor(context, wanted);
}

Response ChangeTemplate(Context& context, const Request&, const PathParameters&) {
  Fields& form = *context.form;
  const std::string action = form.Choice("action", {"save", "restore"});
  OwnTexts typed = ReadOwnTexts(form);
  typed.is_enabled = form.Flag("is_enabled");
  ReadSample(form);
  const auto version = ReadTextsVersion(form);
  if (!domain::MayWord(typed.key)) {
    form.Finish();
    throw domain::NotFound();
  }
  if (action == "restore") {
    return Restore(context, typed.key, version);
  }
  return Save(context, std::move(typed), version);
}

Response ShowTemplatePreview(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const auto key = ReadQueryKey(query);
  query.Finish(Fields::Unknown::kIgnore);
  if (!key) {
    throw domain::NotFound();
  }
  const TemplateDetails details =
      domain::ShowTemplate(*context.store, *key, context.parts.config.base_domain);
  const bool uses_own = details.own && details.own->is_enabled;
  const OwnTexts shown{*key, uses_own ? details.own->texts : details.built_in, true, 0};
  return AnswerInFrame(context, [&](views::TemplatePreviewPage& page) {
    page.channel = key->channel;
    page.is_in_use = true;
    page.preview = domain::PreviewTemplate(*context.store, context.person(), shown, Sample::kUsual,
                                           context.parts.config.base_domain, request.received_at);
  });
}

Response PreviewTemplate(Context& context, const Request& request, const PathParameters&) {
  return AnswerInFrame(context, [&](views::TemplatePreviewPage& page) {
    Fields& form = *context.form;
    const bool is_test = form.Choice("action", {"preview", "test"}) == "test";
    const OwnTexts typed = ReadOwnTexts(form);
    const Sample sample = ReadSample(form);
    form.Ignore("is_enabled");
    form.Ignore("version");
    form.Finish();
    const std::string& base_domain = context.parts.config.base_domain;
    page.channel = typed.key.channel;
    page.preview = domain::PreviewTemplate(*context.store, context.person(), typed, sample,
                                           base_domain, request.received_at);
    if (is_test) {
      page.sent_to = domain::SendTest(*context.store, context.parts.throttle, context.person(),
                                      typed, sample, base_domain, request.received_at);
    }
  });
}

}  // namespace nexcyte::fcgi
