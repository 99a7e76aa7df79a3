#include "fcgi/handlers/sign_in.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/use_cases/account.h"
#include "fcgi/answers.h"
#include "fcgi/cookie.h"
#include "fcgi/handlers/account_tools.h"
#include "fcgi/resume.h"
#include "views/sign_in_form.h"

namespace nexcyte::fcgi {

namespace {

using domain::Error;
using domain::ErrorCode;

// As long as a session can live (0019_begin_request.sql): the server decides, not the cookie.
constexpr std::chrono::days kCookieLife{90};
constexpr std::chrono::days kDeviceCookieLife{365};

constexpr std::size_t kLongestReturn = 2000;

// Only a path of this very host, as a browser writes one (RFC 3986): `//elsewhere` and
// `/\elsewhere` lead away from it.
std::string SafeReturn(const Context& context, const std::string& wanted) {
  const bool is_written =
      wanted.size() <= kLongestReturn && std::ranges::all_of(wanted, [](char c) {
        return c > ' ' && c < 0x7F && c != '\\' && c != '"' && c != '<';
      });
  const bool is_path = is_written && wanted.starts_with('/') && !wanted.starts_with("//");
  const bool is_loop = wanted.starts_with("/login") || wanted.starts_with("/logout");
  if (!is_path || is_loop) {
    return context.Path("/schedule");
  }
  // Nothing has been done there: whoever made the link shall not have it said.
  return wanted.find("done=") == std::string::npos ? wanted : wanted.substr(0, wanted.find('?'));
}

bool MayTryAgain(const Error& error) {
  return error.code() == ErrorCode::kUnauthenticated || error.code() == ErrorCode::kRateLimited ||
         error.MayRedrawForm();
}

// A device that was signed in as somebody else is so no more.
void EndOldSession(Context& context) {
  if (context.session) {
    domain::SignOut(*context.store, *context.session);
  }
}

// Back to the form that was sent without a session, else to where they wanted to go.
Response GoOn(Context& context, const views::SignInFormPage& page,
              const domain::NewSession& session) {
  if (!page.resume_to.empty() && SafeReturn(context, page.resume_to) == page.resume_to) {
    context.token = session.token.clear;
    if (auto resumed = OfferToResume(context, page.resume_to, page.resume_body)) {
      return *std::move(resumed);
    }
  }
  return SeeOther(SafeReturn(context, page.return_to));
}

}  // namespace

Response ShowSignIn(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  views::SignInFormPage page;
  page.return_to = query.OptionalText("return_to", {.max = 2000}).value_or("");
  const std::string done = query.OptionalText("done", {.max = 40}).value_or("");
  query.Finish(Fields::Unknown::kIgnore);
  if (context.actor) {
    return SeeOther(SafeReturn(context, page.return_to));
  }
  page.layout = context.Layout();
  page.layout.notice = done;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response DoSignIn(Context& context, const Request& request, const PathParameters&) {
  Fields& form = *context.form;
  views::SignInFormPage page;
  page.email = form.Typed("email");
  page.return_to = form.Typed("return_to");
  page.resume_to = form.Typed("resume_to");
  page.resume_body = form.Typed("resume_body");
  try {
    domain::SignInInput input;
    input.email = form.Text("email", {.max = 254});
    input.password = form.Text("password", {.max = 1000, .trim = false});
    for (const char* name : {"return_to", "resume_to", "resume_body"}) {
      form.Ignore(name);
    }
    form.Finish();
    input.device = DeviceOf(request);
    EndOldSession(context);
    const domain::NewSession session =
        domain::SignIn(*context.store, ToolsOf(context), input, request.received_at);
    context.set_cookies.push_back(SetCookie(kSessionCookie, session.token.clear, kCookieLife));
    context.set_cookies.push_back(SetCookie(kDeviceCookie, session.device_mark, kDeviceCookieLife));
    return GoOn(context, page, session);
  } catch (const Error& error) {
    if (!MayTryAgain(error)) {
      throw;
    }
    page.layout = context.Layout();
    page.problem = views::ProblemOf(error);
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

Response DoSignOut(Context& context, const Request&, const PathParameters&) {
  context.form->Finish();
  EndOldSession(context);
  context.set_cookies.push_back(ClearCookie(kSessionCookie));
  return SeeOther("/login?done=signed_out");
}

}  // namespace nexcyte::fcgi
