#include "fcgi/handlers/account.h"

#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/use_cases/account.h"
#include "domain/use_cases/phone.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/account_tools.h"
#include "fcgi/outbound/phone_numbers.h"
#include "views/account.h"

namespace nexcyte::fcgi {

namespace {

views::AccountPage PageOf(Context& context) {
  views::AccountPage page;
  page.layout = context.Layout();
  page.profile = context.person();
  page.sessions = domain::ListSessions(*context.store, context.person());
  page.current_session = context.session.value();
  page.phone = domain::ShowPhone(*context.store, context.person());
  page.sms_consent_text = domain::SmsConsentText(context.tenant().name);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  return page;
}

// In E.164, or refused beside the field.
std::string ReadPhone(Fields& form) {
  const auto typed = form.OptionalText("phone", {.max = 30});
  if (!typed) {
    return {};
  }
  const auto number = ToE164(*typed, {});
  if (!number) {
    form.Refuse("phone", "Enter the number with its country code, like +49 30 1234567.");
  }
  return number.value_or("");
}

domain::ProfileInput ReadProfile(Fields& form) {
  domain::ProfileInput input;
  input.name = form.Text("name", {.max = 100});
  input.phone = ReadPhone(form);
  input.time_zone = form.OptionalText("timeZone", {.max = 64}).value_or("");
  input.hour_cycle = form.Choice("hourCycle", {"12", "24"}) == "12" ? domain::HourCycle::k12
                                                                    : domain::HourCycle::k24;
  return input;
}

void SaveProfile(Context& context) {
  const domain::ProfileInput input = ReadProfile(*context.form);
  context.form->Finish();
  domain::UpdateProfile(*context.store, context.person(), input);
}

void SavePassword(Context& context) {
  Fields& form = *context.form;
  const std::string current = form.Text("current_password", {.max = 1000, .trim = false});
  const std::string wanted = form.Text("password", {.max = 256, .trim = false});
  form.Finish();
  domain::ChangePassword(*context.store, ToolsOf(context), context.person(),
                         context.session.value(), current, wanted);
}

void EndOneSession(Context& context) {
  const auto id = domain::SessionId::Parse(context.form->Uuid("session"));
  context.form->Finish();
  domain::EndSession(*context.store, context.person(), id.value_or(domain::SessionId()));
}

void SendCode(Context& context, const Request& request) {
  context.form->Finish();
  domain::SendPhoneCode(*context.store, context.parts.entropy, context.parts.throttle,
                        context.person(), request.received_at);
}

void EnterCode(Context& context) {
  const std::string code = context.form->Text("code", {.max = 10});
  context.form->Finish();
  domain::VerifyPhone(*context.store, context.person(), code);
}

void SaveConsent(Context& context) {
  const bool agrees = context.form->Flag("smsConsent");
  context.form->Finish();
  domain::SetSmsConsent(*context.store, context.person(), agrees);
}

// Does what the form's action says; gives the word of the confirmation.
std::string Apply(Context& context, const Request& request, const std::string& action) {
  if (action == "profile") {
    SaveProfile(context);
    return "saved";
  }
  if (action == "password") {
    SavePassword(context);
    return "password_changed";
  }
  if (action == "phone_code") {
    SendCode(context, request);
    return "code_sent";
  }
  if (action == "phone_verify") {
    EnterCode(context);
    return "phone_verified";
  }
  if (action == "sms_consent") {
    SaveConsent(context);
    return "saved";
  }
  EndOneSession(context);
  return "device_signed_out";
}

views::AccountForm FormOf(const std::string& action) {
  if (action == "password") {
    return views::AccountForm::kPassword;
  }
  const bool is_phone =
      action == "phone_code" || action == "phone_verify" || action == "sms_consent";
  return is_phone ? views::AccountForm::kPhone : views::AccountForm::kProfile;
}

Response Redraw(Context& context, const std::string& action, const domain::Error& error) {
  views::AccountPage page = PageOf(context);
  const Fields& form = *context.form;
  if (action == "profile") {
    page.profile.name = form.Typed("name");
    page.profile.phone = form.Typed("phone");
    page.profile.time_zone = form.Typed("timeZone");
  }
  page.refused = FormOf(action);
  page.problem = views::ProblemOf(error);
  return Redrawn(error, views::Render(context.parts.renderer, page));
}

}  // namespace

Response ShowAccount(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  views::AccountPage page = PageOf(context);
  page.layout.notice = done;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ChangeAccount(Context& context, const Request& request, const PathParameters&) {
  const std::string action = context.form->Choice(
      "action",
      {"profile", "password", "end_session", "phone_code", "phone_verify", "sms_consent"});
  if (action.empty()) {
    context.form->Finish();
  }
  try {
    return SeeOther(context.Path("/account?done=" + Apply(context, request, action)));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() && error.code() != domain::ErrorCode::kRateLimited) {
      throw;
    }
    return Redraw(context, action, error);
  }
}

}  // namespace nexcyte::fcgi
