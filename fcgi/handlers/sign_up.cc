#include "fcgi/handlers/sign_up.h"

#include <string>

#include "domain/error.h"
#include "domain/use_cases/account.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/account_tools.h"
#include "views/check_mail.h"
#include "views/sign_up_form.h"
#include "views/verify_form.h"

namespace nexcyte::fcgi {

Response ShowSignUp(Context& context, const Request&, const PathParameters&) {
  views::SignUpFormPage page;
  page.layout = context.Layout();
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DoSignUp(Context& context, const Request& request, const PathParameters&) {
  Fields& form = *context.form;
  try {
    domain::SignUpInput input;
    input.name = form.Text("name", {.max = 100});
    input.email = form.Text("email", {.max = 254});
    input.password = form.Text("password", {.max = 256, .trim = false});
    form.Finish();
    input.address = request.remote_address;
    domain::SignUp(*context.store, ToolsOf(context), input, request.received_at);
    const views::CheckMailPage page{context.Layout(), input.email};
    return Html(200, views::Render(context.parts.renderer, page));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() && error.code() != domain::ErrorCode::kRateLimited) {
      throw;
    }
    const views::SignUpFormPage page{context.Layout(), form.Typed("name"), form.Typed("email"),
                                     views::ProblemOf(error)};
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

Response ShowVerify(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::VerifyFormPage page;
  page.token = query.Text("token", {.max = 100});
  query.Finish(Fields::Unknown::kIgnore);
  page.layout = context.Layout();
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DoVerify(Context& context, const Request& request, const PathParameters&) {
  Fields& form = *context.form;
  try {
    const std::string token = form.Text("token", {.max = 100});
    const std::string password =
        form.OptionalText("password", {.max = 256, .trim = false}).value_or("");
    form.Finish();
    domain::VerifyEmail(*context.store, token, password, request.received_at);
    return SeeOther("/login?done=verified");
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() || form.Typed("token").empty()) {
      throw;
    }
    const views::VerifyFormPage page{context.Layout(), form.Typed("token"), true,
                                     views::ProblemOf(error)};
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

}  // namespace nexcyte::fcgi
