#include "fcgi/handlers/idempotency.h"

#include <algorithm>
#include <string_view>

#include "domain/error.h"
#include "domain/use_cases/idempotency.h"
#include "fcgi/answers.h"
#include "views/json.h"

namespace nexcyte::fcgi {

namespace {

constexpr char kField[] = "idempotency_key";
constexpr std::size_t kShortest = 8;
constexpr std::size_t kLongest = 128;

bool IsPrintable(char c) { return c > ' ' && c <= '~'; }

bool IsJson(const Context& context) { return context.route->format == Format::kJson; }

std::string PresentedKey(Context& context) {
  if (IsJson(context)) {
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

bool MayPass(const domain::Error& error) {
  return error.code() == domain::ErrorCode::kUnavailable ||
         error.code() == domain::ErrorCode::kRateLimited ||
         error.code() == domain::ErrorCode::kInternal;
}

std::optional<domain::StoredAnswer> AnswerToKeep(const Context& context, const Response& response) {
  if (IsJson(context)) {
    return domain::StoredAnswer{response.status, response.body};
  }
  const auto location = std::ranges::find(response.headers, "Location", [](const auto& header) {
    return std::string_view(header.first);
  });
  const bool is_done = response.status == 303 && location != response.headers.end();
  return is_done ? std::optional(KeptRedirect(location->second)) : std::nullopt;
}

std::optional<domain::StoredAnswer> RefusalToKeep(const Context& context,
                                                  const domain::Error& error) {
  return IsJson(context) && !MayPass(error) ? std::optional(KeptErrorJson(context, error))
                                            : std::nullopt;
}

void Settle(const Context& context, const domain::IdempotencyKey& key,
            const std::optional<domain::StoredAnswer>& kept) {
  if (kept) {
    domain::KeepAnswerOf(*context.store, key, *kept);
  } else {
    domain::GiveBack(*context.store, key);
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
  if (IsJson(context)) {
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

domain::StoredAnswer KeptErrorJson(const Context& context, const domain::Error& error) {
  return {StatusOf(error), views::ErrorJson(error, context.request.request_id)};
}

Response AnswerOnce(Context& context, const Request& request, const PathParameters& parameters) {
  const auto key = KeyOf(context);
  if (!key) {
    return context.route->handler(context, request, parameters);
  }
  if (const auto earlier = domain::ClaimOrAwait(*context.store, *key)) {
    return Replay(context, *earlier);
  }
  try {
    Response response = context.route->handler(context, request, parameters);
    Settle(context, *key, AnswerToKeep(context, response));
    return response;
  } catch (const domain::Error& error) {
    Settle(context, *key, RefusalToKeep(context, error));
    throw;
  }
}

}  // namespace nexcyte::fcgi
