#include "views/template_preview.h"

#include "views/reasons.h"
#include "views/static_names.h"
#include "views/template_preview.tpl.varnames.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

using domain::TemplatePreview;

const char* FieldName(const std::string& field) {
  if (field == "subject_template") {
    return "Subject. ";
  }
  if (field == "body_text_template") {
    return "Text. ";
  }
  return field == "body_html_template" ? "HTML. " : "";
}

void ShowProblem(ctemplate::TemplateDictionary& values, const FormProblem& problem) {
  if (problem.reason.empty()) {
    return;
  }
  auto* section = values.AddSectionDictionary(ktp_PROBLEM);
  const ReasonText& text = TextOf(problem.reason);
  section->SetValue(ktp_PROBLEM_TITLE, Text(text.title));
  section->SetValue(ktp_PROBLEM_SENTENCE, Text(text.sentence));
  if (problem.retry_after.count() > 0) {
    section->SetValueAndShowSection(ktp_WAIT_TEXT, Wait(problem.retry_after), ktp_WAIT);
  }
  if (problem.fields.empty()) {
    return;
  }
  auto* list = section->AddSectionDictionary(ktp_FIELDS);
  for (const domain::FieldError& error : problem.fields) {
    auto* field = list->AddSectionDictionary(ktp_FIELD);
    field->SetValue(ktp_FIELD_NAME, FieldName(error.field));
    field->SetValue(ktp_FIELD_MESSAGE, error.message);
  }
}

void ShowMail(ctemplate::TemplateDictionary& values, const TemplatePreview& preview) {
  auto* mail = values.AddSectionDictionary(ktp_MAIL);
  mail->SetValue(ktp_FROM, preview.from);
  mail->SetValue(ktp_MAIL_SUBJECT, preview.subject);
  mail->SetValue(ktp_MAIL_HTML, preview.html);
  mail->SetValue(ktp_MAIL_TEXT, preview.text);
}

void ShowSms(ctemplate::TemplateDictionary& values, const TemplatePreview& preview) {
  auto* sms = values.AddSectionDictionary(ktp_SMS);
  sms->SetValue(ktp_SMS_TEXT, preview.text);
  sms->SetValue(ktp_SEGMENTS, preview.segments == 1 ? std::string("1 part")
                                                    : std::to_string(preview.segments) + " parts");
  if (preview.is_cut) {
    sms->ShowSection(ktp_CUT);
  }
}

void ShowNotice(ctemplate::TemplateDictionary& values, const TemplatePreview& preview) {
  auto* notice = values.AddSectionDictionary(ktp_IN_PORTAL);
  notice->SetValue(ktp_NOTICE_TITLE, preview.subject);
  notice->SetValue(ktp_NOTICE_TEXT, preview.text);
}

void ShowMessage(ctemplate::TemplateDictionary& values, domain::Channel channel,
                 const TemplatePreview& preview) {
  switch (channel) {
    case domain::Channel::kEmail:
      return ShowMail(values, preview);
    case domain::Channel::kSms:
      return ShowSms(values, preview);
    case domain::Channel::kInApp:
      return ShowNotice(values, preview);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const TemplatePreviewPage& page) {
  ctemplate::TemplateDictionary values("template_preview");
  values.SetValue(ktp_APP_CSS, kAppCss);
  ShowProblem(values, page.problem);
  if (!page.sent_to.empty()) {
    values.SetValueAndShowSection(ktp_SENT_TO, page.sent_to, ktp_SENT);
  }
  if (page.is_in_use) {
    values.ShowSection(ktp_NOW);
  }
  if (page.preview) {
    ShowMessage(values, page.channel, *page.preview);
  }
  return renderer.Render("template_preview.tpl", values);
}

}  // namespace nexcyte::views
