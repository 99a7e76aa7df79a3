#include "fcgi/handlers/idempotency.h"

#include <algorithm>
#include <string_view>

#include "domain/error.h"
#include "fcgi/answers.h"

namespace nexcyte::fcgi {

namespace {

constexpr char kField[] = "idempotency_key";
constexpr std::size_t kShortest = 8;
constexpr std::size_t kLongest = 128;

bool IsPrintable(char c) { return c > ' ' && c <= '~'; }

std::string PresentedKey(Context& context) {
  if (context.route->format == Format::kJson) {
    return std::string(context.request.Header("idempotency-key"));
  }
  context.form->Ignore(kField);
  return context.form->Typed(kField);
}

// Of the refusals that are kept.
domain::ErrorCode CodeOf(int status) {
  switch (status) {
    case 403:
      return domain::ErrorCode::kForbidden;
    case 404:
      return domain::ErrorCode::kNotFound;
    default:
      return domain::ErrorCode::kConflict;
  }
}

}  // namespace

std::optional<domain::IdempotencyKey> KeyOf(Context& context) {
  const std::string key = PresentedKey(context);
  if (key.empty()) {
    return std::nullopt;
  }
  if (key.size() < kShortest || key.size() > kLongest || !std::ranges::all_of(key, IsPrintable)) {
    throw domain::InvalidInput(kField, "must be 8 to 128 printable characters");
  }
  return domain::IdempotencyKey{"POST " + context.route->path, key,
                                domain::Sha256(context.request.path + "\n" + context.request.body)};
}

std::string NewKey(const Context& context) { return domain::NewUuid(context.parts.entropy); }

Response Replay(const Context& context, const domain::StoredAnswer& answer) {
  if (context.route->format == Format::kJson) {
    return Json(answer.status, answer.body);
  }
  if (answer.status == 303) {
    return SeeOther(answer.body);
  }
  throw domain::Error(CodeOf(answer.status), answer.body);
}

domain::StoredAnswer KeptRedirect(const std::string& location) { return {303, location}; }

domain::StoredAnswer KeptRefusal(const domain::Error& error) {
  return {StatusOf(error), error.reason()};
}

}  // namespace nexcyte::fcgi
