#include "views/error_page.h"

#include <vector>

#include "views/error_page.tpl.varnames.h"
#include "views/reasons.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

struct Step {
  const char* path;
  const char* label;
};

// Where to go from here. The short forms redirect to the canonical paths.
std::vector<Step> StepsOf(const ErrorPage& page) {
  if (page.layout.tenant_slug.empty()) {
    return {};
  }
  if (page.reason == "token_invalid") {
    return {{"/login", "Sign in"}, {"/forgot", "Set a new password"}};
  }
  if (!page.layout.viewer) {
    return {{"/login", "Sign in"}, {"/signup", "Create an account"}};
  }
  return {{"/schedule", "Book an appointment"}, {"/bookings", "Your bookings"}};
}

void ShowSteps(ctemplate::TemplateDictionary& values, const ErrorPage& page) {
  bool is_first = true;
  for (const Step& step : StepsOf(page)) {
    auto* item = values.AddSectionDictionary(kep_STEP);
    item->SetValue(kep_STEP_PATH, step.path);
    item->SetValue(kep_STEP_LABEL, step.label);
    if (is_first) {
      item->ShowSection(kep_FIRST);
    }
    is_first = false;
  }
}

void ShowFields(ctemplate::TemplateDictionary& values, const ErrorPage& page) {
  if (page.fields.empty()) {
    return;
  }
  auto* list = values.AddSectionDictionary(kep_FIELDS);
  for (const domain::FieldError& field : page.fields) {
    list->AddSectionDictionary(kep_FIELD)->SetValue(kep_MESSAGE, field.message);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const ErrorPage& page) {
  const ReasonText& text = TextOf(page.reason, page.code);
  const PageFrame frame{"error_page.tpl", std::string(text.title)};
  return RenderInLayout(renderer, page.layout, frame, [&page, &text](auto& values) {
    values.SetValue(kep_TITLE, Text(text.title));
    values.SetValue(kep_SENTENCE, Text(text.sentence));
    ShowFields(values, page);
    ShowSteps(values, page);
    if (page.retry_after.count() > 0) {
      values.SetValueAndShowSection(kep_WAIT_TEXT, Wait(page.retry_after), kep_WAIT);
    } else {
      values.SetValueAndShowSection(kep_ADVICE, Text(text.advice), kep_ADVISED);
    }
    if (!page.request_id.empty()) {
      values.SetValueAndShowSection(kep_REQUEST_ID, page.request_id, kep_NUMBERED);
    }
  });
}

}  // namespace nexcyte::views
