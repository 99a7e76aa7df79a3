#include "fcgi/handlers/calcom_webhook.h"

#include <string>

#include "domain/crypto.h"
#include "domain/error.h"
#include "domain/use_cases/forged_hint.h"
#include "fcgi/answers.h"
#include "fcgi/log.h"
#include "fcgi/outbound/calcom_event.h"
#include "fcgi/outbound/webhook_signature.h"

namespace nexcyte::fcgi {

namespace {

constexpr char kSignatureHeader[] = "x-cal-signature-256";

// Which booking it claims to be about is all that is read of it.
void NoteRefusal(const Context& context, const Request& request, const std::string& how) {
  LogLine(LogLevel::kWarning, "webhook")
      .Add("request", request.request_id)
      .Add("provider", "calcom")
      .Add("refused", how)
      .Write();
  if (const auto hint = ReadCalcomEvent(request.body)) {
    const Parts& parts = context.parts;
    domain::NoteForgedHint(parts.stores, parts.internal->hints, parts.throttle, *hint, how);
  }
}

void RequireSignature(const Context& context, const Request& request) {
  const std::string_view signature = request.Header(kSignatureHeader);
  const Secret& secret = context.parts.config.calcom.webhook_secret;
  if (!signature.empty() && IsFromCalcom(secret.Reveal(), request.body, signature)) {
    return;
  }
  const bool is_unsigned = signature.empty() || signature == kUnsignedByCalcom;
  NoteRefusal(context, request, is_unsigned ? "unsigned" : "forged");
  throw domain::Error(domain::ErrorCode::kUnauthenticated, "unauthenticated");
}

}  // namespace

Response ReceiveCalcom(Context& context, const Request& request, const PathParameters&) {
  RequireSignature(context, request);
  const auto hint = ReadCalcomEvent(request.body);
  if (hint && context.parts.internal->hints.Add(domain::Sha256(request.body), *hint)) {
    // Also for bookings that are none of ours.
    context.parts.slot_cache.Forget(hint->event_type_id);
  }
  return Json(200, "{}\n");
}

}  // namespace nexcyte::fcgi
