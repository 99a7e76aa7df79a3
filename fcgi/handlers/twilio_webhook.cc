#include "fcgi/handlers/twilio_webhook.h"

#include <optional>
#include <string>
#include <utility>

#include "domain/error.h"
#include "domain/use_cases/record_delivery.h"
#include "fcgi/field_source.h"
#include "fcgi/outbound/twilio_event.h"
#include "fcgi/outbound/webhook_signature.h"

namespace nexcyte::fcgi {

namespace {

// The form, once it is known to be Twilio's. The address it was signed for is built from our own
// configuration and the raw query, never from what the request says of its host.
FormValues RequireSignedForm(const Context& context, const Request& request) {
  const auto& twilio = context.parts.config.twilio;
  if (!twilio) {
    throw domain::NotFound();
  }
  FormValues form = DecodeForm(request.body);
  const std::string target = request.path + (request.query.empty() ? "" : "?" + request.query);
  const bool is_signed = IsFromTwilio(twilio->auth_token.Reveal(), context.parts.config.base_domain,
                                      target, form, request.Header("x-twilio-signature"));
  if (!is_signed || ValueOf(form, "AccountSid") != twilio->account_sid) {
    throw domain::Error(domain::ErrorCode::kForbidden, "forbidden");
  }
  return form;
}

// Our own id of the message: from the address that we gave, else by Twilio's id.
std::optional<domain::OutboxId> IdOf(domain::DeliveryDirectory& directory, const Request& request,
                                     const std::string& sid) {
  const std::string nid = ValueOf(DecodeForm(request.query), "nid");
  if (!nid.empty()) {
    return domain::OutboxId::Parse(nid);
  }
  const auto found = directory.MessageOfProviderId(sid);
  return found ? std::optional(found->second) : std::nullopt;
}

Response Answer(const char* content_type, std::string body) {
  Response response;
  response.body = std::move(body);
  response.Set("Content-Type", content_type).Set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response ReceiveTwilioStatus(Context& context, const Request& request, const PathParameters&) {
  const FormValues form = RequireSignedForm(context, request);
  domain::DeliveryDirectory& directory = *context.parts.deliveries;
  auto report = ReadTwilioStatus(form);
  const auto id = report ? IdOf(directory, request, report->provider_id) : std::nullopt;
  if (id) {
    report->id = *id;
    domain::RecordDelivery(context.parts.stores, directory, *report);
  }
  return Answer("text/plain", {});
}

Response ReceiveTwilioReply(Context& context, const Request& request, const PathParameters&) {
  const TwilioReply reply = ReadTwilioReply(RequireSignedForm(context, request));
  if (reply.wish != TwilioReply::Wish::kNone) {
    context.parts.deliveries->ReceiveOptOut(reply.mark, reply.number,
                                            reply.wish == TwilioReply::Wish::kStop);
  }
  // Twilio itself answers the person.
  return Answer("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response/>\n");
}

}  // namespace nexcyte::fcgi
