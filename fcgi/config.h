#ifndef NEXCYTE_FCGI_CONFIG_H_
#define NEXCYTE_FCGI_CONFIG_H_

#include <map>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fcgi/pool.h"

namespace nexcyte::fcgi {

// A value that must not be printed: it has no stream operator and no format, only Reveal().
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  const std::string& Reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;
  std::string value_;
};

struct CalcomConfig {
  std::string base_url = "https://api.cal.com";   // CALCOM_API_BASE_URL, without trailing slash
  Secret api_key;                                 // CALCOM_API_KEY
  std::map<std::string, Secret> tenant_api_keys;  // by slug: CALCOM_API_KEY_<slug>
  std::string bookings_version = "2024-08-13";    // CALCOM_API_VERSION
  Secret webhook_secret;                          // CALCOM_WEBHOOK_SECRET
  int rate_per_minute = 100;                      // CALCOM_RATE_PER_MINUTE, 1 to 10000

  // The tenant's own key, else the common one.
  const Secret& KeyOf(const std::string& slug) const;
};

struct MailgunConfig {
  std::string base_url = "https://api.mailgun.net";  // MAILGUN_API_BASE_URL
  Secret api_key;                                    // MAILGUN_API_KEY
  std::string domain;                                // MAILGUN_DOMAIN
  std::string from_email;                            // MAILGUN_FROM_EMAIL
  std::string message_stream;                        // MAILGUN_MESSAGE_STREAM, optional
  Secret webhook_signing_key;                        // MAILGUN_WEBHOOK_SIGNING_KEY
  Secret events_api_key;                             // MAILGUN_EVENTS_API_KEY, optional
};

struct TwilioConfig {
  std::string base_url = "https://api.twilio.com";  // TWILIO_API_BASE_URL
  std::string account_sid;                          // TWILIO_ACCOUNT_SID
  Secret auth_token;                                // TWILIO_AUTH_TOKEN: signs the webhooks
  std::string api_key_sid;                          // TWILIO_API_KEY_SID, with its secret: calls
  Secret api_key_secret;                            // TWILIO_API_KEY_SECRET
  std::string from_number;                          // TWILIO_FROM_NUMBER, or
  std::string messaging_service_sid;                // TWILIO_MESSAGING_SERVICE_SID
};

// What the program was told, checked. Only what the command needs is filled in.
struct Config {
  Secret database_url;              // DATABASE_URL
  Secret dispatch_database_url;     // NEXCYTE_DISPATCH_DATABASE_URL
  Secret listen_database_url;       // NEXCYTE_LISTEN_DATABASE_URL, else the dispatcher's
  Secret owner_database_url;        // NEXCYTE_OWNER_DATABASE_URL
  std::string base_domain;          // NEXCYTE_BASE_DOMAIN: `nexcyte.localhost:8443`
  Secret internal_secret;           // NEXCYTE_INTERNAL_DISPATCH_SECRET, at least 32 characters
  Secret internal_secret_previous;  // NEXCYTE_INTERNAL_DISPATCH_SECRET_PREVIOUS, optional
  CalcomConfig calcom;
  MailgunConfig mailgun;
  std::optional<TwilioConfig> twilio;  // nothing: SMS is off
  bool dry_run = false;                // NEXCYTE_COMMS_DRY_RUN=1
  bool keep_statements = true;         // NEXCYTE_KEEP_STATEMENTS=0: behind a PgBouncer before 1.21
};

// Every problem of a configuration, one sentence each, naming the setting and never its value.
class ConfigError : public std::runtime_error {
 public:
  explicit ConfigError(std::vector<std::string> problems);
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  std::vector<std::string> problems_;
};

// What a command cannot do without. Settings that it does not need are not looked at.
//   portal     DATABASE_URL, NEXCYTE_BASE_DOMAIN
//   calendar   as portal, CALCOM_* (CALCOM_API_KEY; the others have defaults), and MAILGUN_DOMAIN
//              where given: tenants may choose a sender in it
//   internal   NEXCYTE_DISPATCH_DATABASE_URL, NEXCYTE_BASE_DOMAIN, the dispatch secret, CALCOM_*
//              with the webhook secret, MAILGUN_* with the signing key, TWILIO_* where given;
//              NEXCYTE_LISTEN_DATABASE_URL where the first leads to a PgBouncer, for LISTEN
//              needs a connection of its own
//   migrate    NEXCYTE_OWNER_DATABASE_URL
//   operator   NEXCYTE_OWNER_DATABASE_URL, NEXCYTE_BASE_DOMAIN (tenant, admin)
enum class Need { kPortal, kCalendar, kInternal, kMigrate, kOperator };

Need NeedOf(Pool pool);

using Settings = std::map<std::string, std::string>;

// The settings of product.md section 7 that are set: from the environment, else from the file of
// the name in $CREDENTIALS_DIRECTORY (one trailing line break is dropped). A tenant's own Cal.com
// key is `CALCOM_API_KEY_<slug>`, for instance the file `CALCOM_API_KEY_acme`. Empty is not set.
// Throws ConfigError for a file that cannot be read.
Settings ReadSettings(const char* const* environment);

// Throws ConfigError with all problems at once. Base URLs are https, or http to 127.0.0.1,
// localhost or [::1].
Config ParseConfig(const Settings& settings, Need need);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_CONFIG_H_
