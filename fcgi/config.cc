#include "fcgi/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "domain/tenant.h"
#include "domain/text.h"
#include "fcgi/outbound/base_url.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::array kNames = {
    "CALCOM_API_BASE_URL",
    "CALCOM_API_KEY",
    "CALCOM_API_VERSION",
    "CALCOM_WEBHOOK_SECRET",
    "CALCOM_RATE_PER_MINUTE",
    "NEXCYTE_INTERNAL_DISPATCH_SECRET",
    "NEXCYTE_INTERNAL_DISPATCH_SECRET_PREVIOUS",
    "MAILGUN_API_KEY",
    "MAILGUN_DOMAIN",
    "MAILGUN_FROM_EMAIL",
    "MAILGUN_MESSAGE_STREAM",
    "MAILGUN_API_BASE_URL",
    "MAILGUN_WEBHOOK_SIGNING_KEY",
    "MAILGUN_EVENTS_API_KEY",
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_FROM_NUMBER",
    "TWILIO_API_KEY_SID",
    "TWILIO_API_KEY_SECRET",
    "TWILIO_MESSAGING_SERVICE_SID",
    "TWILIO_API_BASE_URL",
    "DATABASE_URL",
    "NEXCYTE_DISPATCH_DATABASE_URL",
    "NEXCYTE_LISTEN_DATABASE_URL",
    "NEXCYTE_OWNER_DATABASE_URL",
    "NEXCYTE_BASE_DOMAIN",
    "NEXCYTE_COMMS_DRY_RUN",
    "NEXCYTE_KEEP_STATEMENTS",
};
constexpr std::string_view kTenantKeyPrefix = "CALCOM_API_KEY_";
constexpr std::size_t kMaxSetting = 8192;
constexpr std::size_t kMinDispatchSecret = 32;

bool IsSetting(std::string_view name) {
  return std::ranges::find(kNames, name) != kNames.end() || name.starts_with(kTenantKeyPrefix);
}

std::string ReadCredential(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string value(kMaxSetting + 1, '\0');
  file.read(value.data(), static_cast<std::streamsize>(value.size()));
  if (file.bad() || (file.fail() && !file.eof())) {
    throw ConfigError({path.filename().string() + ": the credential file cannot be read"});
  }
  value.resize(static_cast<std::size_t>(file.gcount()));
  if (value.ends_with('\n')) {
    value.pop_back();
  }
  return value;
}

void AddCredentials(const std::string& folder, Settings& settings) {
  std::error_code error;
  std::filesystem::directory_iterator files(folder, error);
  if (error) {
    throw ConfigError({"CREDENTIALS_DIRECTORY: the folder cannot be read"});
  }
  for (const auto& file : files) {
    const std::string name = file.path().filename().string();
    if (!IsSetting(name) || settings.contains(name)) {
      continue;
    }
    if (std::string value = ReadCredential(file.path()); !value.empty()) {
      settings.emplace(name, std::move(value));
    }
  }
}

bool HasControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

std::optional<int> ParseNumber(std::string_view text, int min, int max) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const bool is_number = error == std::errc() && stop == end && number >= min && number <= max;
  return is_number ? std::optional(number) : std::nullopt;
}

// `example.org`, `nexcyte.localhost:8443`
bool IsBaseDomain(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const bool port_is_fine =
      colon == text.size() || ParseNumber(text.substr(colon + 1), 1, 65535).has_value();
  return domain::IsDomainName(text.substr(0, colon)) && port_is_fine;
}

bool IsDate(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' &&
         std::ranges::count_if(text, domain::IsAsciiDigit) == 8;
}

bool IsAddress(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != text.npos && at > 0 && domain::IsDomainName(text.substr(at + 1)) &&
         text.find_first_of(" ,;<>") == text.npos;
}

bool IsSid(std::string_view text, std::string_view prefix) {
  return text.size() == 34 && text.starts_with(prefix) &&
         std::ranges::all_of(text, domain::IsAsciiAlnum);
}

// Reads settings one by one and remembers what is wrong with them.
class Reader {
 public:
  explicit Reader(const Settings& settings) : settings_(settings) {}

  bool Has(const std::string& name) const { return settings_.contains(name); }

  std::string Optional(const std::string& name, const std::string& otherwise = {}) {
    const auto found = settings_.find(name);
    if (found == settings_.end()) {
      return otherwise;
    }
    Expect(name, found->second.size() <= kMaxSetting && !HasControl(found->second),
           "is too long or holds control characters");
    return found->second;
  }

  std::string Required(const std::string& name) {
    Expect(name, Has(name), "is not set");
    return Optional(name);
  }

  Secret OptionalSecret(const std::string& name) { return Secret(Optional(name)); }
  Secret RequiredSecret(const std::string& name) { return Secret(Required(name)); }

  // Says so when a setting that is set is not what it should be.
  void Expect(const std::string& name, bool is_fine, std::string_view otherwise) {
    if (!is_fine) {
      problems_.push_back(fmt::format("{} {}", name, otherwise));
    }
  }

  std::string Url(const std::string& name, const std::string& otherwise) {
    std::string url = Optional(name, otherwise);
    Expect(name, BaseUrl::Parse(url).has_value(),
           "must be an https URL (or http to 127.0.0.1) without query");
    while (url.ends_with('/')) {
      url.pop_back();
    }
    return url;
  }

  const Settings& settings() const { return settings_; }

  void ThrowProblems() {
    if (!problems_.empty()) {
      throw ConfigError(std::move(problems_));
    }
  }

 private:
  const Settings& settings_;
  std::vector<std::string> problems_;
};

std::string ReadBaseDomain(Reader& reader) {
  std::string domain = reader.Required("NEXCYTE_BASE_DOMAIN");
  reader.Expect("NEXCYTE_BASE_DOMAIN", domain.empty() || IsBaseDomain(domain),
                "must be a lower-case domain name, with :port where it is not 443");
  return domain;
}

// What does not begin with `cal_` is answered 401 on every call.
Secret ReadCalcomKey(Reader& reader, const std::string& name) {
  const std::string key = reader.Optional(name);
  const bool is_key = key.starts_with("cal_") && std::ranges::all_of(key, [](char c) {
                        return domain::IsAsciiAlnum(c) || c == '_' || c == '-';
                      });
  reader.Expect(name, key.empty() || is_key,
                "must begin with cal_ and hold nothing but letters, digits, _ and -");
  return Secret(key);
}

CalcomConfig ReadCalcom(Reader& reader) {
  CalcomConfig calcom;
  calcom.base_url = reader.Url("CALCOM_API_BASE_URL", calcom.base_url);
  reader.Required("CALCOM_API_KEY");
  calcom.api_key = ReadCalcomKey(reader, "CALCOM_API_KEY");
  calcom.bookings_version = reader.Optional("CALCOM_API_VERSION", calcom.bookings_version);
  reader.Expect("CALCOM_API_VERSION", IsDate(calcom.bookings_version), "must be like 2024-08-13");
  const auto rate = ParseNumber(reader.Optional("CALCOM_RATE_PER_MINUTE", "100"), 1, 10000);
  reader.Expect("CALCOM_RATE_PER_MINUTE", rate.has_value(), "must be a number from 1 to 10000");
  calcom.rate_per_minute = rate.value_or(1);
  for (const auto& [name, value] : reader.settings()) {
    if (name.starts_with(kTenantKeyPrefix)) {
      const std::string slug = name.substr(kTenantKeyPrefix.size());
      reader.Expect(name, domain::IsTenantSlug(slug), "does not end with a tenant's slug");
      calcom.tenant_api_keys.emplace(slug, ReadCalcomKey(reader, name));
    }
  }
  return calcom;
}

void ReadInternalSecrets(Reader& reader, Config& config) {
  constexpr char kName[] = "NEXCYTE_INTERNAL_DISPATCH_SECRET";
  constexpr char kPrevious[] = "NEXCYTE_INTERNAL_DISPATCH_SECRET_PREVIOUS";
  config.internal_secret = reader.RequiredSecret(kName);
  config.internal_secret_previous = reader.OptionalSecret(kPrevious);
  for (const char* const name : {kName, kPrevious}) {
    const std::size_t size = reader.Optional(name).size();
    reader.Expect(name, size == 0 || size >= kMinDispatchSecret,
                  "must have at least 32 characters");
  }
}

void CheckMailDomain(Reader& reader, const std::string& domain) {
  reader.Expect("MAILGUN_DOMAIN", domain.empty() || domain::IsDomainName(domain),
                "must be a lower-case domain name");
}

void CheckFromEmail(Reader& reader, const std::string& from_email) {
  reader.Expect("MAILGUN_FROM_EMAIL", from_email.empty() || IsAddress(from_email),
                "must be an e-mail address without a name");
}

// Who sends, for pools that send nothing: what they say of mails is the same.
MailgunConfig ReadSender(Reader& reader) {
  MailgunConfig mailgun;
  mailgun.domain = reader.Optional("MAILGUN_DOMAIN");
  CheckMailDomain(reader, mailgun.domain);
  mailgun.from_email = reader.Optional("MAILGUN_FROM_EMAIL");
  CheckFromEmail(reader, mailgun.from_email);
  return mailgun;
}

MailgunConfig ReadMailgun(Reader& reader) {
  MailgunConfig mailgun;
  mailgun.base_url = reader.Url("MAILGUN_API_BASE_URL", mailgun.base_url);
  mailgun.api_key = reader.RequiredSecret("MAILGUN_API_KEY");
  mailgun.domain = reader.Required("MAILGUN_DOMAIN");
  CheckMailDomain(reader, mailgun.domain);
  mailgun.from_email = reader.Required("MAILGUN_FROM_EMAIL");
  CheckFromEmail(reader, mailgun.from_email);
  mailgun.message_stream = reader.Optional("MAILGUN_MESSAGE_STREAM");
  mailgun.webhook_signing_key = reader.RequiredSecret("MAILGUN_WEBHOOK_SIGNING_KEY");
  mailgun.events_api_key = reader.OptionalSecret("MAILGUN_EVENTS_API_KEY");
  return mailgun;
}

void CheckTwilio(Reader& reader, const TwilioConfig& twilio) {
  reader.Expect("TWILIO_ACCOUNT_SID", twilio.account_sid.empty() || IsSid(twilio.account_sid, "AC"),
                "must be AC and 32 characters");
  reader.Expect("TWILIO_FROM_NUMBER",
                twilio.from_number.empty() || domain::IsPhoneNumber(twilio.from_number),
                "must be a number like +15005550006");
  reader.Expect("TWILIO_MESSAGING_SERVICE_SID",
                twilio.messaging_service_sid.empty() || IsSid(twilio.messaging_service_sid, "MG"),
                "must be MG and 32 characters");
  reader.Expect("TWILIO_FROM_NUMBER or TWILIO_MESSAGING_SERVICE_SID",
                !twilio.from_number.empty() || !twilio.messaging_service_sid.empty(),
                "must be set");
  reader.Expect("TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET",
                twilio.api_key_sid.empty() == twilio.api_key_secret.empty(),
                "must be set both or neither");
}

// Nothing when no setting of Twilio is there: SMS is off.
std::optional<TwilioConfig> ReadTwilio(Reader& reader) {
  const bool is_on = std::ranges::any_of(
      reader.settings(), [](const auto& setting) { return setting.first.starts_with("TWILIO_"); });
  if (!is_on) {
    return std::nullopt;
  }
  TwilioConfig twilio;
  twilio.base_url = reader.Url("TWILIO_API_BASE_URL", twilio.base_url);
  twilio.account_sid = reader.Required("TWILIO_ACCOUNT_SID");
  twilio.auth_token = reader.RequiredSecret("TWILIO_AUTH_TOKEN");
  twilio.api_key_sid = reader.Optional("TWILIO_API_KEY_SID");
  twilio.api_key_secret = reader.OptionalSecret("TWILIO_API_KEY_SECRET");
  twilio.from_number = reader.Optional("TWILIO_FROM_NUMBER");
  twilio.messaging_service_sid = reader.Optional("TWILIO_MESSAGING_SERVICE_SID");
  CheckTwilio(reader, twilio);
  return twilio;
}

bool ReadSwitch(Reader& reader, const std::string& name, bool usual) {
  const std::string value = reader.Optional(name, usual ? "1" : "0");
  reader.Expect(name, value == "0" || value == "1", "must be 0 or 1");
  return value == "1";
}

void ReadInternal(Reader& reader, Config& config) {
  config.dispatch_database_url = reader.RequiredSecret("NEXCYTE_DISPATCH_DATABASE_URL");
  config.listen_database_url = Secret(reader.Optional(
      "NEXCYTE_LISTEN_DATABASE_URL", reader.Optional("NEXCYTE_DISPATCH_DATABASE_URL")));
  ReadInternalSecrets(reader, config);
  config.calcom = ReadCalcom(reader);
  config.calcom.webhook_secret = reader.RequiredSecret("CALCOM_WEBHOOK_SECRET");
  config.mailgun = ReadMailgun(reader);
  config.twilio = ReadTwilio(reader);
  config.dry_run = ReadSwitch(reader, "NEXCYTE_COMMS_DRY_RUN", false);
}

}  // namespace

const Secret& CalcomConfig::KeyOf(const std::string& slug) const {
  const auto own = tenant_api_keys.find(slug);
  return own == tenant_api_keys.end() ? api_key : own->second;
}

ConfigError::ConfigError(std::vector<std::string> problems)
    : std::runtime_error("wrong configuration"), problems_(std::move(problems)) {}

Need NeedOf(Pool pool) {
  switch (pool) {
    case Pool::kPortal:
      return Need::kPortal;
    case Pool::kCalendar:
      return Need::kCalendar;
    case Pool::kInternal:
      return Need::kInternal;
  }
  throw std::logic_error("unknown pool");
}

Settings ReadSettings(const char* const* environment) {
  Settings settings;
  std::string credentials;
  for (const char* const* item = environment; *item != nullptr; ++item) {
    const std::string_view text(*item);
    const std::size_t split = std::min(text.find('='), text.size());
    const std::string name(text.substr(0, split));
    const std::string value(text.substr(std::min(split + 1, text.size())));
    if (name == "CREDENTIALS_DIRECTORY") {
      credentials = value;
    } else if (IsSetting(name) && !value.empty()) {
      settings.emplace(name, value);
    }
  }
  if (!credentials.empty()) {
    AddCredentials(credentials, settings);
  }
  return settings;
}

Config ParseConfig(const Settings& settings, Need need) {
  Config config;
  Reader reader(settings);
  if (need == Need::kPortal || need == Need::kCalendar) {
    config.database_url = reader.RequiredSecret("DATABASE_URL");
    config.mailgun = ReadSender(reader);
  }
  if (need == Need::kMigrate || need == Need::kOperator) {
    config.owner_database_url = reader.RequiredSecret("NEXCYTE_OWNER_DATABASE_URL");
  }
  config.keep_statements = ReadSwitch(reader, "NEXCYTE_KEEP_STATEMENTS", true);
  if (need != Need::kMigrate) {
    config.base_domain = ReadBaseDomain(reader);
  }
  if (need == Need::kCalendar) {
    config.calcom = ReadCalcom(reader);
  }
  if (need == Need::kInternal) {
    ReadInternal(reader, config);
  }
  reader.ThrowProblems();
  return config;
}

}  // namespace nexcyte::fcgi
