#include "fcgi/app.h"

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "domain/error.h"
#include "fcgi/access.h"
#include "fcgi/answers.h"
#include "fcgi/cookie.h"
#include "fcgi/done_word.h"
#include "fcgi/handlers/idempotency.h"
#include "fcgi/log.h"
#include "fcgi/outbound/timed_client.h"
#include "fcgi/resume.h"
#include "fcgi/routes.h"
#include "fcgi/system.h"
#include "views/error_page.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

using domain::Error;
using domain::ErrorCode;

void RequireRoute(const RouteMatch& match) {
  if (match.route != nullptr) {
    return;
  }
  if (!match.allow.empty()) {
    throw Error(ErrorCode::kMethodNotAllowed, "method_not_allowed");
  }
  throw domain::NotFound();
}

void RequireBoundedBody(const Request& request) {
  if (request.body_too_large) {
    throw Error(ErrorCode::kTooLarge, "too_large");
  }
}

// Unknown paths of the API and of the machines' routes answer JSON, everything else a page.
bool AnswersJson(const Request& request, const RouteMatch& match) {
  return match.route != nullptr ? match.route->format == Format::kJson
                                : request.path.starts_with("/api/");
}

// A visitor who asks for a page is sent to the login and brought back.
bool SendsToLogin(const Context& context, const RouteMatch& match, const Error& error) {
  return error.code() == ErrorCode::kUnauthenticated && context.store != nullptr &&
         match.route != nullptr && match.route->format == Format::kPage &&
         match.route->access != Access::kVisitor;
}

Response ToLogin(const Request& request) {
  const bool reads = request.method != "POST";
  const std::string query = reads && !request.query.empty() ? "?" + request.query : "";
  return SeeOther("/login?return_to=" + QueryEscape(request.path + query));
}

std::string ErrorHtml(Context& context, const Error& error) {
  views::ErrorPage page;
  page.layout = context.Layout();
  page.code = error.code();
  page.reason = error.reason();
  page.fields = error.fields();
  page.retry_after = error.retry_after();
  page.request_id = context.request.request_id;
  return views::Render(context.parts.renderer, page);
}

Response Refusal(Context& context, const RouteMatch& match, const Error& error) {
  if (SendsToLogin(context, match, error)) {
    return AskToSignInFirst(context).value_or(ToLogin(context.request));
  }
  const int status = StatusOf(error);
  Response response = AnswersJson(context.request, match)
                          ? Json(status, views::ErrorJson(error, context.request.request_id))
                          : Html(status, ErrorHtml(context, error));
  if (error.code() == ErrorCode::kMethodNotAllowed) {
    response.Set("Allow", match.allow);
  }
  AddRetryAfter(response, error);
  return response;
}

// What somebody should look into, and what only happens.
LogLevel LevelOf(ErrorCode code) {
  if (code == ErrorCode::kInternal) {
    return LogLevel::kError;
  }
  return code == ErrorCode::kUnavailable ? LogLevel::kWarning : LogLevel::kInfo;
}

// A key belongs to somebody: a visitor's forms have none.
bool IsOnce(const Context& context) {
  const Route& route = *context.route;
  return route.method == Method::kPost && context.actor && route.access != Access::kVisitor &&
         !KeepsItsKey(route);
}

// The straight way: every step either returns or throws what ends the request.
Response Answer(Context& context, const RouteMatch& match) {
  if (match.route == nullptr) {
    OpenTenantOfStray(context);
  }
  RequireRoute(match);
  RequireBoundedBody(context.request);
  OpenTenant(context);
  RequireAccess(context, match.parameters);
  RequireCsrf(context);
  return IsOnce(context) ? AnswerOnce(context, context.request, match.parameters)
                         : match.route->handler(context, context.request, match.parameters);
}

// What ends a request before its answer, for its line of the log.
using Ending = std::optional<Error>;

Response AnswerOrRefuse(Context& context, const RouteMatch& match, Ending& ending) {
  try {
    return Answer(context, match);
  } catch (const Error& error) {
    ending = error;
  } catch (const std::exception& error) {
    ending = Error(ErrorCode::kInternal, "internal", error.what());
  }
  return Refusal(context, match, *ending);
}

struct Took {
  std::chrono::microseconds all;
  std::chrono::microseconds outside;  // of this, waiting for Cal.com or another provider
};

void LogRequest(const Context& context, int status, const Took& took, const Ending& ending) {
  LogLine line(ending ? LevelOf(ending->code()) : LogLevel::kInfo, "request");
  line.Add("request", context.request.request_id)
      .Add("tenant", context.request.tenant_slug)
      .Add("method", context.request.method)
      .Add("route", context.route == nullptr ? "-" : context.route->path)
      .Add("status", status)
      .Add("user", context.actor ? context.actor->user.str() : "-")
      .Add("us", took.all.count());
  if (took.outside.count() > 0) {
    line.Add("outside_us", took.outside.count());
  }
  if (ending) {
    line.Add("reason", ending->reason()).Add("detail", ending->what());
  }
  line.Write();
}

}  // namespace

views::Layout Context::Layout() {
  views::Layout layout;
  if (store != nullptr) {
    layout.csrf_token = CsrfToken();
    layout.form_key = domain::NewUuid(parts.entropy);
    layout.tenant_slug = tenant().slug;
    layout.tenant_name = tenant().name;
    layout.logo = tenant().logo;
    layout.brand_version = tenant().brand_version;
  }
  if (actor) {
    layout.viewer = views::Viewer{actor->name, actor->role};
    layout.unread_notices = unread_notices;
  }
  return layout;
}

App::App(const Router& router, Parts parts) : router_(router), parts_(std::move(parts)) {}

Response App::Handle(const Request& given) {
  const auto began = std::chrono::steady_clock::now();
  const std::optional<Request> checked = WithoutForgedWord(given);
  const Request& request = checked ? *checked : given;
  const RouteMatch match = router_.Match(request.method, request.path);
  Context context(parts_, request, match.route);
  Ending ending;
  Response response = AnswerOrRefuse(context, match, ending);
  for (std::string& cookie : context.set_cookies) {
    response.Set("Set-Cookie", std::move(cookie));
  }
  TellWord(request, response);
  const Took took{std::chrono::duration_cast<std::chrono::microseconds>(
                      std::chrono::steady_clock::now() - began),
                  parts_.http.TakeTimeOut()};
  parts_.metrics.Count(match.index, response.status, took.all);
  LogRequest(context, response.status, took, ending);
  return response;
}

}  // namespace nexcyte::fcgi
