#include "tests/views/text_pages.h"

#include "domain/notification.h"
#include "tests/views/sample.h"
#include "views/admin_templates.h"
#include "views/template_editor.h"
#include "views/template_preview.h"
#include "views/template_restore.h"

namespace nexcyte::views::sample {
namespace {

using Pages = std::map<std::string, std::string>;
using namespace std::chrono_literals;

domain::TemplateDetails DetailsOf(domain::Channel channel, bool is_own) {
  domain::TemplateDetails details;
  details.key = {"booking_created", channel};
  details.built_in = domain::DefaultTexts("booking_created", channel);
  if (is_own) {
    const domain::MessageTexts texts{channel == domain::Channel::kSms ? "" : "See you soon",
                                     "Hello {{attendee_name}},\n\nsee you on {{start_local}}.", ""};
    details.own = domain::OwnTexts{details.key, texts, true, 3};
    details.versions = {{3, texts, true, "Alice Admin", Now() - 2h},
                        {2, {"Hi", "Hello,\n\nsee you.", "<p>Hi</p>"}, false, "", Now() - 30h}};
  }
  return details;
}

void AddTemplatePages(Pages& pages, const Renderer& renderer) {
  using domain::Channel;
  AdminTemplatesPage list{Admin(), {}};
  for (const char* event : {"booking_created", "booking_cancelled", "account_verify"}) {
    list.rows.push_back({{event, Channel::kEmail}, {}, std::nullopt});
  }
  list.rows[0].own = DetailsOf(Channel::kEmail, true).own;
  list.rows[1].own = list.rows[0].own;
  list.rows[1].own->is_enabled = false;
  pages["admin_templates"] = Render(renderer, list);
  TemplateEditorPage editor{Admin(), DetailsOf(Channel::kEmail, false), {}, {}, false, {},
                            Berlin()};
  editor.form = FormOf(editor.details);
  pages["template_editor_built_in"] = Render(renderer, editor);
  editor.details = DetailsOf(Channel::kEmail, true);
  editor.form = FormOf(editor.details);
  pages["template_editor"] = Render(renderer, editor);
  editor.form.texts = editor.details.versions.back().texts;
  editor.older = 2;
  pages["template_editor_older"] = Render(renderer, editor);
  editor.older.reset();
  editor.is_conflict = true;
  pages["template_editor_conflict"] = Render(renderer, editor);
  editor.is_conflict = false;
  editor.problem = {"invalid",
                    {{"subject_template", "Enter a subject."},
                     {"body_text_template",
                      "Line 1, column 7: There is no placeholder {{x}}.\nLine 2, column 1: The "
                      "braces {{ are not closed on this line."},
                     {"body_html_template", "Line 1, column 1: Take it out."}},
                    0s};
  pages["template_editor_refused"] = Render(renderer, editor);
  editor = {Admin(), DetailsOf(Channel::kSms, true), {}, {}, false, {}, Berlin()};
  editor.form = FormOf(editor.details);
  pages["template_editor_sms"] = Render(renderer, editor);
  editor.details = DetailsOf(Channel::kInApp, false);
  editor.form = FormOf(editor.details);
  pages["template_editor_notice"] = Render(renderer, editor);
  domain::TemplateDetails own = DetailsOf(Channel::kEmail, true);
  pages["template_restore"] =
      Render(renderer, TemplateRestorePage{Admin(), own.key, *own.own, own.built_in, {}});
  pages["template_restore_refused"] = Render(
      renderer,
      TemplateRestorePage{Admin(), own.key, *own.own, own.built_in, {"changed_meanwhile", {}, {}}});
}

void AddTemplatePreviews(Pages& pages, const Renderer& renderer) {
  using domain::Channel;
  domain::TemplatePreview preview;
  preview.from = "Acme <no-reply@mg.acme.test>";
  preview.subject = "Booked: Intro call";
  preview.text = "Hello Ada,\n\nsee you.";
  preview.html =
      "<!doctype html><html lang=\"en\"><head><title>x</title></head><body><p "
      "style=\"color:red\">Hello & welcome</p></body></html>";
  preview.segments = 3;
  preview.is_cut = true;
  pages["template_preview"] =
      Render(renderer, TemplatePreviewPage{Channel::kEmail, preview, {}, true, ""});
  pages["template_preview_sent"] =
      Render(renderer, TemplatePreviewPage{Channel::kEmail, preview, {}, false, "alice@acme.test"});
  pages["template_preview_sms"] =
      Render(renderer, TemplatePreviewPage{Channel::kSms, preview, {}, false, ""});
  pages["template_preview_notice"] =
      Render(renderer, TemplatePreviewPage{Channel::kInApp, preview, {}, false, ""});
  pages["template_preview_refused"] =
      Render(renderer,
             TemplatePreviewPage{Channel::kEmail,
                                 {},
                                 {"invalid", {{"body_text_template", "Line 1, column 1: x"}}, 0s},
                                 false,
                                 ""});
}

}  // namespace

std::map<std::string, std::string> TextPages(const Renderer& renderer) {
  Pages pages;
  AddTemplatePages(pages, renderer);
  AddTemplatePreviews(pages, renderer);
  return pages;
}

std::map<std::string, std::string> TextPagesWith(const Renderer& renderer, const Layout& layout,
                                                 const std::string& text,
                                                 const FormProblem& problem) {
  Pages pages;

  const domain::MessageTexts texts{text, text, text};
  TemplateEditorPage page;
  page.layout = layout;
  page.details.key = {text, domain::Channel::kEmail};
  page.details.built_in = {"x", "x", "x"};
  page.details.own = domain::OwnTexts{page.details.key, {"x", "x", "x"}, true, 1};
  page.details.versions = {{1, texts, true, text, Now()}, {2, texts, true, text, Now()}};
  page.form = {texts, true, text};
  page.is_conflict = true;
  page.older = 1;
  page.clock = Berlin();
  page.problem = problem;
  pages["template_editor"] = Render(renderer, page);
  pages["template_restore"] =
      Render(renderer, TemplateRestorePage{page.layout,
                                           page.details.key,
                                           {page.details.key, texts, true, 1},
                                           {"x", "x", "x"},
                                           problem});
  const domain::TemplatePreview preview{text, text, text, text, 1, true};
  for (const domain::Channel channel :
       {domain::Channel::kEmail, domain::Channel::kSms, domain::Channel::kInApp}) {
    pages["template_preview_" + std::string(domain::ToString(channel))] =
        Render(renderer, TemplatePreviewPage{channel, preview, problem, true, text});
  }
  AdminTemplatesPage list{page.layout, {{page.details.key, {}, page.details.own}}};
  pages["admin_templates"] = Render(renderer, list);
  return pages;
}

}  // namespace nexcyte::views::sample
