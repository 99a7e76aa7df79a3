#include "domain/use_cases/notices.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/use_cases/account_world.h"

namespace nexcyte::testing {
namespace {

constexpr char kBaseDomain[] = "nexcyte.test:8443";

// Carol at Acme, whose booking was made and cancelled.
struct NoticesWorld : AccountWorld {
  std::string booking;

  NoticesWorld() {
    acme->ActAs(people.carol);
    booking = people.sql().Text(
        "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,"
        " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name) values"
        " ($1, 'intro_call', 1, 'scheduled', '2099-11-23T13:30Z', '2099-11-23T14:00Z',"
        " 'Europe/Berlin', $2, $3, $4) returning uid",
        {people.acme.id.str(), people.carol.user.str(), people.carol.email, people.carol.name});
  }
  void Cancel(const std::string& reason) {
    people.sql().Run(
        "update nx.nx_scheduler_booking set status = 'cancelled', reason = $2 where uid = $1",
        {booking, reason});
  }
  void AddText(const std::string& subject, const std::string& text) {
    people.sql().Run(
        "insert into nx.nx_notification_template (tenant_id, event_key, channel,"
        " subject_template, body_text_template) values ($1, 'booking_created', 'in_app', $2, $3)",
        {people.acme.id.str(), subject, text});
  }
  domain::NoticePage List() { return ListNotices(*acme, people.carol, {}, kBaseDomain, now); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ListNotices_, NoticesWorld)

BOOST_AUTO_TEST_CASE(TellsWhatHappenedInTheWordsOfTheMessages) {
  const domain::NoticePage page = List();
  BOOST_REQUIRE(page.notices.size() == 1U);
  BOOST_TEST(page.notices[0].title == "Intro Call is booked");
  BOOST_TEST(page.notices[0].text ==
             "Monday, 23 November 2099, 14:30 (Europe/Berlin, CET, UTC+01:00). See your booking's "
             "page.");
  BOOST_TEST(page.notices[0].booking.str() == booking);
  BOOST_TEST(!page.notices[0].is_read);
}

BOOST_AUTO_TEST_CASE(ReadsTheClockAsThePersonDoes) {
  people.carol.hour_cycle = domain::HourCycle::k12;
  BOOST_TEST(List().notices.at(0).text.find("2:30 pm") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(PutsNoSecondFullStopBehindAReason) {
  Cancel("I fell ill.");
  const std::string text = List().notices.at(0).text;
  BOOST_TEST(text.ends_with(". Reason: I fell ill."), text);
  BOOST_TEST(text.find("..") == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(UsesTheTenantsOwnText) {
  AddText("Hooray, {{attendee_name}}", "Booked.\n{{manage_url}}");
  const domain::Notice notice = List().notices.at(0);
  BOOST_TEST(notice.title == "Hooray, " + people.carol.name);
  BOOST_TEST(notice.text == "Booked.\nhttps://" + people.acme.slug + ".nexcyte.test:8443/t/" +
                                people.acme.slug + "/bookings/" + booking);
}

BOOST_AUTO_TEST_CASE(FallsBackToOurTextWhereTheirsCannotBeFilledIn) {
  AddText("Call {{tenant_phone}}", "{{no_such_thing}}");
  BOOST_TEST(List().notices.at(0).title == "Intro Call is booked");
}

BOOST_AUTO_TEST_CASE(MarksThemReadOnceTheirBookingIsSeen) {
  Cancel("ill");
  const auto id = domain::BookingId::Parse(booking).value();
  BOOST_TEST(MarkNoticesRead(*acme, id) == 2);
  BOOST_TEST(MarkNoticesRead(*acme, id) == 0);
  BOOST_TEST(List().notices.at(1).is_read);
}

BOOST_AUTO_TEST_CASE(MarksAllOfThemReadAtOnce) {
  MarkAllNoticesRead(*acme);
  BOOST_TEST(List().notices.at(0).is_read);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::testing
