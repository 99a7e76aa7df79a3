#include "domain/sample_message.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/message_template.h"
#include "domain/notification.h"
#include "domain/own_texts.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

const Timestamp kNow = ParseRfc3339("2026-11-20T09:00:00Z").value();

struct OneTenant {
  OneTenant() {
    tenant.slug = "acme";
    tenant.name = "Acme";
    tenant.default_time_zone = "Europe/Berlin";
    settings.contact_phone = "+49 30 1234567";
  }
  std::map<std::string, std::string> Values(const TextsKey& key, Sample sample) const {
    const SampleMessage made = MakeSample(key, sample, tenant, "Intro call", kNow);
    return MessageValues(made.message,
                         {tenant, settings, "nexcyte.test", made.material.booking, HourCycle::k24,
                          made.material.purpose_title},
                         kNow);
  }

  Tenant tenant;
  SchedulingSettings settings;
};

const TextsKey kMoved{"booking_rescheduled", Channel::kEmail};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(SampleMessages, OneTenant)

BOOST_AUTO_TEST_CASE(HaveAValueForEveryPlaceholderOfTheirEvent) {
  for (const std::string_view event : MessageEvents()) {
    for (const char* word : {"usual", "long_name", "other_zone", "dst_day"}) {
      const auto values = Values({std::string(event), Channel::kEmail}, ParseSample(word).value());
      for (const Placeholder& placeholder : Placeholders()) {
        if (IsAvailable(placeholder.name, event)) {
          BOOST_TEST(values.count(std::string(placeholder.name)) == 1U,
                     event << " " << word << " " << placeholder.name);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(LieAWeekAheadByTheTenantsClock) {
  const auto values = Values(kMoved, Sample::kUsual);
  BOOST_TEST(values.at("start_local") ==
             "Friday, 27 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)");
  BOOST_TEST(values.at("old_start_local") ==
             "Tuesday, 24 November 2026, 14:30 (Europe/Berlin, CET, UTC+01:00)");
}

BOOST_AUTO_TEST_CASE(ShowAnotherClock) {
  BOOST_TEST(Values(kMoved, Sample::kOtherZone).at("start_local") ==
             "Friday, 27 November 2026, 19:00 (Asia/Kolkata, IST, UTC+05:30)");
  tenant.default_time_zone = "Asia/Kolkata";
  BOOST_TEST(Values(kMoved, Sample::kOtherZone).at("time_zone") == "America/New_York");
}

BOOST_AUTO_TEST_CASE(ShowTheNightOnWhichTheClockChanges) {
  const auto values = Values(kMoved, Sample::kClockChange);
  BOOST_TEST(values.at("start_local") ==
             "Sunday, 28 March 2027, 01:30 (Europe/Berlin, CET, UTC+01:00)");
  BOOST_TEST(values.at("end_local") ==
             "Sunday, 28 March 2027, 04:30 (Europe/Berlin, CEST, UTC+02:00)");
}

BOOST_AUTO_TEST_CASE(BorrowAClockWhereNoneEverChanges) {
  tenant.default_time_zone = "Asia/Kolkata";
  BOOST_TEST(Values(kMoved, Sample::kClockChange).at("time_zone") == "Europe/Berlin");
}

BOOST_AUTO_TEST_CASE(HaveNamesThatTestALayout) {
  const auto values = Values(kMoved, Sample::kLongName);
  BOOST_TEST(CountCharacters(values.at("attendee_name")).value() > 80U);
  BOOST_TEST(CountCharacters(values.at("attendee_name")).value() <= 100U);
  BOOST_TEST(values.at("purpose").starts_with("Intro call with everybody"));
}

BOOST_AUTO_TEST_CASE(AreCalledByTheirWords) {
  for (const Sample sample :
       {Sample::kUsual, Sample::kLongName, Sample::kOtherZone, Sample::kClockChange}) {
    BOOST_TEST((ParseSample(ToString(sample)) == sample));
  }
  BOOST_TEST(!ParseSample("nonsense").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::domain
