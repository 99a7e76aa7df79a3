#include "fcgi/access.h"

#include <optional>
#include <string_view>
#include <utility>

#include "domain/error.h"
#include "fcgi/cookie.h"
#include "fcgi/routes.h"

namespace nexcyte::fcgi {

namespace {

using domain::Error;
using domain::ErrorCode;

constexpr char kSecretHeader[] = "x-nexcyte-internal-secret";

bool IsTenantRoute(Access access) {
  return access == Access::kVisitor || access == Access::kMember || access == Access::kStaff ||
         access == Access::kAdmin;
}

void RequireSite(const Context& context) {
  const Site site = context.request.site;
  switch (context.route->access) {
    case Access::kInternal:
      if (site == Site::kTenant) {
        throw domain::NotFound();
      }
      return;
    case Access::kProvider:
      if (site != Site::kBase) {
        throw domain::NotFound();
      }
      return;
    case Access::kLoopback:
      if (site != Site::kInternal) {
        throw domain::NotFound();
      }
      return;
    default:
      if (site != Site::kTenant || context.request.tenant_slug.empty()) {
        throw domain::NotFound();
      }
  }
}

// A cookie that does not look like ours is no cookie: the browser may hold an older form of it.
std::optional<std::string> PresentedToken(const Request& request, std::string_view cookie) {
  auto value = FindCookie(request.Header("cookie"), cookie);
  return value && domain::DigestOfToken(*value) ? value : std::nullopt;
}

std::string VisitorMark(Context& context) {
  if (auto mark = PresentedToken(context.request, kVisitorCookie)) {
    return *mark;
  }
  domain::Token fresh = domain::NewToken(context.parts.entropy);
  context.set_cookies.push_back(SetCookie(kVisitorCookie, fresh.clear));
  return std::move(fresh.clear);
}

bool IsSecret(const Config& config, std::string_view presented) {
  const bool is_current = domain::ConstantTimeEqual(config.internal_secret.Reveal(), presented);
  const bool is_previous =
      !config.internal_secret_previous.empty() &&
      domain::ConstantTimeEqual(config.internal_secret_previous.Reveal(), presented);
  return is_current || is_previous;
}

void RequireSecret(const Context& context) {
  const std::string_view presented = context.request.Header(kSecretHeader);
  if (presented.empty() || !IsSecret(context.parts.config, presented)) {
    throw Error(ErrorCode::kUnauthenticated, "unauthenticated");
  }
}

void RequirePerson(const Context& context) {
  if (!context.actor) {
    throw Error(ErrorCode::kUnauthenticated, "unauthenticated");
  }
}

void RequireRole(const Context& context, bool is_enough) {
  RequirePerson(context);
  if (!is_enough) {
    throw Error(ErrorCode::kForbidden, "forbidden");
  }
}

std::string OwnOrigin(const Context& context) {
  return "https://" + context.tenant().slug + "." + context.parts.config.base_domain;
}

// faults-and-threats section 4: SameSite does not separate tenants, these headers do where a
// browser sends them.
bool ComesFromElsewhere(const Context& context) {
  const Request& request = context.request;
  const std::string_view site = request.Header("sec-fetch-site");
  if (!site.empty() && site != "same-origin") {
    return true;
  }
  const std::string_view origin = request.Header("origin");
  return !origin.empty() && origin != OwnOrigin(context);
}

std::string PresentedProof(Context& context) {
  if (context.route->format == Format::kJson) {
    return std::string(context.request.Header("x-csrf-token"));
  }
  context.form = TakesFiles(*context.route) ? Fields::FromFormWithFiles(context.request)
                                            : Fields::FromForm(context.request);
  context.form->Ignore("csrf_token");
  return context.form->Typed("csrf_token");
}

void Open(Context& context, domain::RequestOpening opening) {
  const auto token = PresentedToken(context.request, kSessionCookie);
  opening.slug = context.request.tenant_slug;
  if (token) {
    opening.token = domain::DigestOfToken(*token);
  }
  auto opened = context.parts.stores.Open(opening);
  if (!opened) {
    throw domain::NotFound();
  }
  context.store = std::move(opened->store);
  context.session = opened->session;
  context.actor = std::move(opened->actor);
  context.unread_notices = opened->unread_notices;
  context.token = context.actor ? token : std::nullopt;
}

}  // namespace

std::string Context::CsrfToken() {
  if (!token) {
    token = VisitorMark(*this);
  }
  return domain::CsrfToken(*token);
}

void OpenTenant(Context& context) {
  RequireSite(context);
  if (!IsTenantRoute(context.route->access)) {
    return;
  }
  domain::RequestOpening opening;
  opening.ahead = AheadOf(*context.route, context.request);
  // Whatever has to do with Cal.com begins with what the tenant offers and allows.
  opening.reads_schedule =
      context.route->pool == Pool::kCalendar && context.route->access == Access::kMember;
  opening.counts_notices =
      context.route->format == Format::kPage && context.route->access != Access::kVisitor;
  Open(context, std::move(opening));
}

void OpenTenantOfStray(Context& context) {
  const bool is_page = context.request.site == Site::kTenant &&
                       !context.request.tenant_slug.empty() &&
                       !context.request.path.starts_with("/api/");
  if (is_page) {
    domain::RequestOpening opening;
    opening.counts_notices = true;
    Open(context, std::move(opening));
  }
}

void RequireAccess(const Context& context, const PathParameters& parameters) {
  const std::string& path = context.route->path;
  if (path.starts_with("/t/{tenant}") && parameters.Get("tenant") != context.tenant().slug) {
    throw domain::NotFound();
  }
  switch (context.route->access) {
    case Access::kVisitor:
    case Access::kProvider:
    case Access::kLoopback:
      return;
    case Access::kInternal:
      return RequireSecret(context);
    case Access::kMember:
      return RequirePerson(context);
    case Access::kStaff:
      return RequireRole(context, context.actor && domain::IsStaff(*context.actor));
    case Access::kAdmin:
      return RequireRole(context, context.actor && context.actor->role == domain::Role::kAdmin);
  }
}

bool ComesFromOwnPage(const Context& context) {
  return context.request.Header("origin") == OwnOrigin(context) && !ComesFromElsewhere(context);
}

void RequireCsrf(Context& context) {
  if (context.route->method != Method::kPost || !IsTenantRoute(context.route->access)) {
    return;
  }
  if (ComesFromElsewhere(context) ||
      !domain::ConstantTimeEqual(PresentedProof(context), context.CsrfToken())) {
    throw Error(ErrorCode::kForbidden, "csrf_failed");
  }
}

}  // namespace nexcyte::fcgi
