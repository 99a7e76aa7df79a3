#ifndef NEXCYTE_FCGI_OUTBOUND_WEBHOOK_SIGNATURE_H_
#define NEXCYTE_FCGI_OUTBOUND_WEBHOOK_SIGNATURE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nexcyte::fcgi {

// Names and values of a form as they were sent, decoded, repeated ones too.
using FormValues = std::vector<std::pair<std::string, std::string>>;

// mailgun.md section 8.3, in constant time. What is signed is not the event: see the handler.
bool IsFromMailgun(std::string_view signing_key, std::string_view timestamp, std::string_view token,
                   std::string_view signature);

// What Cal.com writes in the place of a signature when the subscription has no secret.
inline constexpr char kUnsignedByCalcom[] = "no-secret-provided";

// calcom-v2.md section 9.2: of the raw body, in constant time.
bool IsFromCalcom(std::string_view secret, std::string_view body, std::string_view signature);

// twilio.md section 5.1: the signature of a form posted to `url` (without its fragment).
std::string TwilioSignature(std::string_view auth_token, std::string_view url,
                            const FormValues& form);

// True when Twilio signed the form for `https://<authority><target>`. Twilio itself is not
// consistent about ports, so the authority counts as it is configured, without its port, and with
// 443 where it has none. Constant time.
bool IsFromTwilio(std::string_view auth_token, const std::string& authority,
                  const std::string& target, const FormValues& form, std::string_view signature);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_WEBHOOK_SIGNATURE_H_
