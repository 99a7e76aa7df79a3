#include "fcgi/config.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

#include "tests/fcgi/temporary_folder.h"

namespace nexcyte::tests {
namespace {

using fcgi::Config;
using fcgi::ConfigError;
using fcgi::Need;
using fcgi::ParseConfig;
using fcgi::ReadSettings;
using fcgi::Secret;
using fcgi::Settings;

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
static_assert(Printable<std::string> && !Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);

Settings Complete() {
  return {{"DATABASE_URL", "dbname=a"},
          {"NEXCYTE_DISPATCH_DATABASE_URL", "dbname=b"},
          {"NEXCYTE_OWNER_DATABASE_URL", "dbname=c"},
          {"NEXCYTE_BASE_DOMAIN", "nexcyte.localhost:8443"},
          {"NEXCYTE_INTERNAL_DISPATCH_SECRET", std::string(32, 's')},
          {"CALCOM_API_KEY", "cal_key"},
          {"CALCOM_WEBHOOK_SECRET", "hook"},
          {"MAILGUN_API_KEY", "key-1"},
          {"MAILGUN_DOMAIN", "mg.acme.test"},
          {"MAILGUN_FROM_EMAIL", "no-reply@mg.acme.test"},
          {"MAILGUN_WEBHOOK_SIGNING_KEY", "sign"}};
}

Settings With(const std::string& name, const std::string& value) {
  Settings settings = Complete();
  settings[name] = value;
  return settings;
}

// The problems, one line each.
std::string Problems(const Settings& settings, Need need) {
  try {
    ParseConfig(settings, need);
  } catch (const ConfigError& error) {
    std::string text;
    for (const std::string& problem : error.problems()) {
      text += problem + "\n";
    }
    return text;
  }
  return {};
}

BOOST_AUTO_TEST_SUITE(Configuration)

BOOST_AUTO_TEST_CASE(IsReadForEveryNeed) {
  for (const Need need :
       {Need::kPortal, Need::kCalendar, Need::kInternal, Need::kMigrate, Need::kOperator}) {
    BOOST_TEST(Problems(Complete(), need) == "");
  }
  const Config config = ParseConfig(Complete(), Need::kInternal);
  BOOST_TEST(config.dispatch_database_url.Reveal() == "dbname=b");
  BOOST_TEST(config.base_domain == "nexcyte.localhost:8443");
  BOOST_TEST(config.calcom.base_url == "https://api.cal.com");
  BOOST_TEST(config.calcom.bookings_version == "2024-08-13");
  BOOST_TEST(config.calcom.rate_per_minute == 100);
  BOOST_TEST(!config.twilio);
  BOOST_TEST(!config.dry_run);
}

BOOST_AUTO_TEST_CASE(GivesAPoolOnlyItsOwn) {
  const Config portal = ParseConfig(Complete(), Need::kPortal);
  BOOST_TEST(portal.database_url.Reveal() == "dbname=a");
  BOOST_TEST(portal.dispatch_database_url.empty());
  BOOST_TEST(portal.calcom.api_key.empty());
  BOOST_TEST(portal.mailgun.api_key.empty());
  BOOST_TEST(portal.mailgun.from_email == "no-reply@mg.acme.test");
  BOOST_TEST(Problems(With("MAILGUN_FROM_EMAIL", "not one"), Need::kPortal) != "");
  BOOST_TEST(portal.internal_secret.empty());
  const Config calendar = ParseConfig(Complete(), Need::kCalendar);
  BOOST_TEST(calendar.calcom.api_key.Reveal() == "cal_key");
  BOOST_TEST(calendar.calcom.webhook_secret.empty());
  BOOST_TEST(calendar.mailgun.api_key.empty());
  BOOST_TEST(calendar.mailgun.domain == "mg.acme.test");
  BOOST_TEST(ParseConfig(With("MAILGUN_DOMAIN", ""), Need::kCalendar).mailgun.domain == "");
  BOOST_TEST(Problems(With("MAILGUN_DOMAIN", "not a domain"), Need::kCalendar) != "");
  BOOST_TEST(ParseConfig(Complete(), Need::kInternal).database_url.empty());
}

BOOST_AUTO_TEST_CASE(ReportsEverythingThatIsMissing) {
  BOOST_TEST(Problems({}, Need::kPortal) ==
             "DATABASE_URL is not set\nNEXCYTE_BASE_DOMAIN is not set\n");
  BOOST_TEST(Problems({}, Need::kInternal) ==
             "NEXCYTE_BASE_DOMAIN is not set\n"
             "NEXCYTE_DISPATCH_DATABASE_URL is not set\n"
             "NEXCYTE_INTERNAL_DISPATCH_SECRET is not set\n"
             "CALCOM_API_KEY is not set\n"
             "CALCOM_WEBHOOK_SECRET is not set\n"
             "MAILGUN_API_KEY is not set\n"
             "MAILGUN_DOMAIN is not set\n"
             "MAILGUN_FROM_EMAIL is not set\n"
             "MAILGUN_WEBHOOK_SIGNING_KEY is not set\n");
}

BOOST_AUTO_TEST_CASE(NamesTheSettingAndNeverItsValue) {
  const std::string problems =
      Problems(With("NEXCYTE_INTERNAL_DISPATCH_SECRET", "short-secret"), Need::kInternal);
  BOOST_TEST(problems == "NEXCYTE_INTERNAL_DISPATCH_SECRET must have at least 32 characters\n");
}

BOOST_AUTO_TEST_CASE(RefusesWrongValues) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"NEXCYTE_BASE_DOMAIN", "https://acme.test"},
      {"NEXCYTE_BASE_DOMAIN", "Acme.test"},
      {"NEXCYTE_BASE_DOMAIN", "acme.test:0"},
      {"NEXCYTE_BASE_DOMAIN", "acme.test:99999"},
      {"NEXCYTE_BASE_DOMAIN", "acme.test/x"},
      {"NEXCYTE_INTERNAL_DISPATCH_SECRET_PREVIOUS", "short"},
      {"CALCOM_API_KEY", "line\nbreak"},
      {"CALCOM_API_KEY", "sk_live_of_somebody_else"},
      {"CALCOM_API_KEY", "cal_with blank"},
      {"CALCOM_API_KEY_acme", "key"},
      {"CALCOM_API_VERSION", "latest"},
      {"CALCOM_RATE_PER_MINUTE", "0"},
      {"CALCOM_RATE_PER_MINUTE", "many"},
      {"CALCOM_API_KEY_Acme", "cal_key"},
      {"CALCOM_API_KEY_", "cal_key"},
      {"MAILGUN_DOMAIN", "not a domain"},
      {"MAILGUN_FROM_EMAIL", "Acme <no-reply@acme.test>"},
      {"MAILGUN_FROM_EMAIL", "acme.test"},
      {"NEXCYTE_COMMS_DRY_RUN", "yes"},
      {"NEXCYTE_KEEP_STATEMENTS", "no"},
      {"TWILIO_AUTH_TOKEN", "alone"}};
  for (const auto& [name, value] : wrong) {
    BOOST_TEST_CONTEXT(name + "=" + value) {
      BOOST_TEST(Problems(With(name, value), Need::kInternal) != "");
    }
  }
}

BOOST_AUTO_TEST_CASE(WantsHttpsUnlessItStaysHere) {
  for (const std::string url :
       {"https://api.example.org", "https://api.example.org:8443/v1",
        "http://127.0.0.1:8481/calcom", "http://localhost:1", "http://[::1]:1"}) {
    BOOST_TEST_CONTEXT(url) {
      BOOST_TEST(Problems(With("CALCOM_API_BASE_URL", url), Need::kCalendar) == "");
    }
  }
  for (const std::string url :
       {"http://api.example.org", "http://127.0.0.1.example.org", "http://localhost@example.org",
        "https://user:word@example.org", "https://example.org?x", "https://example.org#x",
        "https://", "ftp://example.org", "file:///etc/passwd", "example.org", "http://127.0.0.2",
        "https://a b"}) {
    BOOST_TEST_CONTEXT(url) {
      BOOST_TEST(Problems(With("CALCOM_API_BASE_URL", url), Need::kCalendar) != "");
    }
  }
}

BOOST_AUTO_TEST_CASE(DropsSlashAtTheEndOfAUrl) {
  const Settings settings = With("CALCOM_API_BASE_URL", "http://127.0.0.1:8481/calcom/");
  BOOST_TEST(ParseConfig(settings, Need::kCalendar).calcom.base_url ==
             "http://127.0.0.1:8481/calcom");
}

BOOST_AUTO_TEST_CASE(PrefersATenantsOwnKey) {
  const Config config = ParseConfig(With("CALCOM_API_KEY_acme", "cal_own"), Need::kCalendar);
  BOOST_TEST(config.calcom.KeyOf("acme").Reveal() == "cal_own");
  BOOST_TEST(config.calcom.KeyOf("globex").Reveal() == "cal_key");
}

BOOST_AUTO_TEST_CASE(ReadsMailgunsEventsOnlyWithAKeyForThem) {
  BOOST_TEST(ParseConfig(Complete(), Need::kInternal).mailgun.events_api_key.empty());
  const Settings settings = With("MAILGUN_EVENTS_API_KEY", "key-2");
  BOOST_TEST(ParseConfig(settings, Need::kInternal).mailgun.events_api_key.Reveal() == "key-2");
  BOOST_TEST(ParseConfig(settings, Need::kPortal).mailgun.events_api_key.empty());
}

BOOST_AUTO_TEST_CASE(ListensWhereItDispatchesUnlessToldOtherwise) {
  BOOST_TEST(ParseConfig(Complete(), Need::kInternal).listen_database_url.Reveal() == "dbname=b");
  const Settings settings = With("NEXCYTE_LISTEN_DATABASE_URL", "dbname=direct");
  BOOST_TEST(ParseConfig(settings, Need::kInternal).listen_database_url.Reveal() ==
             "dbname=direct");
}

BOOST_AUTO_TEST_CASE(ReadsSwitches) {
  BOOST_TEST(ParseConfig(With("NEXCYTE_COMMS_DRY_RUN", "1"), Need::kInternal).dry_run);
  BOOST_TEST(ParseConfig(Complete(), Need::kPortal).keep_statements);
  BOOST_TEST(!ParseConfig(With("NEXCYTE_KEEP_STATEMENTS", "0"), Need::kPortal).keep_statements);
}

BOOST_AUTO_TEST_CASE(TurnsSmsOnWithTwilio) {
  Settings settings = Complete();
  settings["TWILIO_ACCOUNT_SID"] = "AC" + std::string(32, '0');
  settings["TWILIO_AUTH_TOKEN"] = "token";
  BOOST_TEST(Problems(settings, Need::kInternal) ==
             "TWILIO_FROM_NUMBER or TWILIO_MESSAGING_SERVICE_SID must be set\n");
  settings["TWILIO_FROM_NUMBER"] = "+15005550006";
  BOOST_TEST(ParseConfig(settings, Need::kInternal).twilio->from_number == "+15005550006");
  settings["TWILIO_API_KEY_SID"] = "SK1";
  BOOST_TEST(Problems(settings, Need::kInternal) != "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(ConfigurationSources)

struct Credentials : TemporaryFolder {
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(*this / name, std::ios::binary) << text;
  }
  Settings Read(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> texts = {"CREDENTIALS_DIRECTORY=" + path(), "PATH=/bin"};
    texts.insert(texts.end(), more.begin(), more.end());
    std::vector<const char*> environment;
    for (const std::string& text : texts) {
      environment.push_back(text.c_str());
    }
    environment.push_back(nullptr);
    return ReadSettings(environment.data());
  }
};

BOOST_FIXTURE_TEST_CASE(ReadFilesOfTheSameName, Credentials) {
  Write("CALCOM_API_KEY", "from-file\n");
  Write("CALCOM_API_KEY_acme", "own");
  Write("OTHER", "x");
  BOOST_TEST((Read() == Settings{{"CALCOM_API_KEY", "from-file"}, {"CALCOM_API_KEY_acme", "own"}}));
}

BOOST_FIXTURE_TEST_CASE(PreferTheEnvironment, Credentials) {
  Write("CALCOM_API_KEY", "from-file");
  BOOST_TEST((Read({"CALCOM_API_KEY=from-environment"}) ==
              Settings{{"CALCOM_API_KEY", "from-environment"}}));
}

BOOST_FIXTURE_TEST_CASE(TakeEmptyForNotSet, Credentials) {
  Write("MAILGUN_API_KEY", "\n");
  BOOST_TEST(Read({"CALCOM_API_KEY="}).empty());
}

BOOST_FIXTURE_TEST_CASE(RefuseFileThatCannotBeRead, Credentials) {
  std::filesystem::create_directory(*this / "CALCOM_API_KEY");
  BOOST_CHECK_THROW(Read(), ConfigError);
}

BOOST_AUTO_TEST_CASE(RefuseFolderThatDoesNotExist) {
  const std::vector<const char*> environment = {"CREDENTIALS_DIRECTORY=/nowhere/at/all", nullptr};
  BOOST_CHECK_THROW(ReadSettings(environment.data()), ConfigError);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
