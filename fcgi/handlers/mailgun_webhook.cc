#include "fcgi/handlers/mailgun_webhook.h"

#include <string>

#include "domain/error.h"
#include "domain/use_cases/record_delivery.h"
#include "fcgi/answers.h"
#include "fcgi/log.h"
#include "fcgi/outbound/mailgun_event.h"
#include "fcgi/outbound/webhook_signature.h"

namespace nexcyte::fcgi {

namespace {

MailgunHook RequireSignedHook(const Context& context, const Request& request) {
  const Secret& key = context.parts.config.mailgun.webhook_signing_key;
  auto hook = ReadMailgunHook(request.body);
  if (!hook || !IsFromMailgun(key.Reveal(), hook->timestamp, hook->token, hook->signature)) {
    throw domain::Error(domain::ErrorCode::kUnauthenticated, "unauthenticated");
  }
  return *std::move(hook);
}

// Mailgun's word for `do not send this again`.
Response RefusedForGood(const Request& request, const char* why) {
  LogLine(LogLevel::kWarning, "webhook")
      .Add("request", request.request_id)
      .Add("provider", "mailgun")
      .Add("refused", why)
      .Write();
  return Json(406, "{}\n");
}

}  // namespace

Response ReceiveMailgun(Context& context, const Request& request, const PathParameters&) {
  const MailgunHook hook = RequireSignedHook(context, request);
  if (!IsFresh(hook, request.received_at)) {
    return RefusedForGood(request, "stale");
  }
  if (!hook.is_event) {
    return RefusedForGood(request, "no_event");
  }
  if (hook.report) {
    domain::RecordDelivery(context.parts.stores, *context.parts.deliveries, *hook.report);
  }
  return Json(200, "{}\n");
}

}  // namespace nexcyte::fcgi
