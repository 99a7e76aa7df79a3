#include "fcgi/handlers/password.h"

#include <string>

#include "domain/error.h"
#include "domain/use_cases/account.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/account_tools.h"
#include "views/check_mail.h"
#include "views/forgot_form.h"
#include "views/reset_form.h"

namespace nexcyte::fcgi {

Response ShowForgot(Context& context, const Request&, const PathParameters&) {
  views::ForgotFormPage page;
  page.layout = context.Layout();
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DoForgot(Context& context, const Request& request, const PathParameters&) {
  Fields& form = *context.form;
  try {
    const std::string email = form.Text("email", {.max = 254});
    form.Finish();
    domain::RequestPasswordReset(*context.store, ToolsOf(context), email, request.remote_address,
                                 request.received_at);
    const views::CheckMailPage page{context.Layout(), email};
    return Html(200, views::Render(context.parts.renderer, page));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() && error.code() != domain::ErrorCode::kRateLimited) {
      throw;
    }
    const views::ForgotFormPage page{context.Layout(), form.Typed("email"),
                                     views::ProblemOf(error)};
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

Response ShowReset(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::ResetFormPage page;
  page.token = query.Text("token", {.max = 100});
  query.Finish(Fields::Unknown::kIgnore);
  page.layout = context.Layout();
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DoReset(Context& context, const Request& request, const PathParameters&) {
  Fields& form = *context.form;
  try {
    const std::string token = form.Text("token", {.max = 100});
    const std::string password = form.Text("password", {.max = 256, .trim = false});
    form.Finish();
    domain::ResetPassword(*context.store, token, password, request.received_at);
    return SeeOther("/login?done=password_reset");
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm()) {
      throw;
    }
    const views::ResetFormPage page{context.Layout(), form.Typed("token"), views::ProblemOf(error)};
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

}  // namespace nexcyte::fcgi
