#include "fcgi/resume.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "fcgi/access.h"
#include "fcgi/answers.h"
#include "fcgi/field_source.h"
#include "views/resume_form.h"
#include "views/sign_in_form.h"

namespace nexcyte::fcgi {

namespace {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kLongestBody = 60000;
constexpr int kUnauthenticated = 401;

// What is not carried along: proofs of the old session, and secrets.
bool IsKept(const std::string& name) {
  constexpr std::array<std::string_view, 6> kLeftOut = {"csrf_token", "idempotency_key", "resume",
                                                        "password",   "token",           "code"};
  return std::none_of(kLeftOut.begin(), kLeftOut.end(),
                      [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

std::optional<NamedTexts> ReadForm(const std::string& body) {
  try {
    NamedTexts fields = DecodeForm(body);
    std::erase_if(fields, [](const auto& field) { return !IsKept(field.first); });
    return fields;
  } catch (const domain::Error&) {
    return std::nullopt;
  }
}

std::string Encode(const NamedTexts& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body += (body.empty() ? "" : "&") + QueryEscape(name) + "=" + QueryEscape(value);
  }
  return body;
}

}  // namespace

std::optional<Response> AskToSignInFirst(Context& context) {
  const Request& request = context.request;
  if (request.method != "POST" || request.body.size() > kLongestBody ||
      !ComesFromOwnPage(context)) {
    return std::nullopt;
  }
  const auto fields = ReadForm(request.body);
  if (!fields || fields->empty()) {
    return std::nullopt;
  }
  views::SignInFormPage page;
  page.layout = context.Layout();
  page.return_to = request.path;
  page.resume_to = request.path;
  page.resume_body = Encode(*fields);
  return Html(kUnauthenticated, views::Render(context.parts.renderer, page));
}

std::optional<Response> OfferToResume(Context& context, const std::string& path,
                                      const std::string& body) {
  auto fields = ReadForm(body);
  if (!fields) {
    return std::nullopt;
  }
  views::ResumeFormPage page;
  page.layout = context.Layout();
  page.path = path;
  page.fields = std::move(*fields);
  return Html(200, views::Render(context.parts.renderer, page));
}

}  // namespace nexcyte::fcgi
