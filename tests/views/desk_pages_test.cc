#include "tests/views/desk_pages.h"

#include <boost/test/unit_test.hpp>

#include "tests/views/sample.h"
#include "tests/views/view_test.h"

namespace nexcyte::views {

BOOST_AUTO_TEST_SUITE(PagesOfTheDesk)

BOOST_AUTO_TEST_CASE(LeadBackToTheDesk) {
  const auto pages = sample::DeskPages(TestRenderer());
  const std::string id = sample::Scheduled().id.str();
  const std::string user = sample::Person().user.str();
  const std::string list = "/t/acme/admin/scheduling/bookings/";
  BOOST_TEST(Has(pages.at("desk_cancel"), "action=\"" + list + id + "/cancel\""));
  BOOST_TEST(Has(pages.at("desk_move_late"), "action=\"" + list + id + "/reschedule\""));
  BOOST_TEST(Has(pages.at("desk_slots"), "action=\"" + list + "new/" + user + "/intro_call\""));
  BOOST_TEST(
      Has(pages.at("desk_slot_taken"), "action=\"" + list + "new/" + user + "/intro_call\""));
  BOOST_TEST(
      Has(pages.at("admin_book_confirm"), "action=\"" + list + "new/" + user + "/intro_call\""));
}

BOOST_AUTO_TEST_CASE(AskForAReasonWhereALimitIsPassedOver) {
  const auto pages = sample::DeskPages(TestRenderer());
  BOOST_TEST(Has(pages.at("desk_cancel_late"), "maxlength=\"500\" required"));
  BOOST_TEST(Has(pages.at("desk_move_late"), "maxlength=\"500\" required"));
  BOOST_TEST(!Has(pages.at("desk_cancel"), "required"));
  BOOST_TEST(Has(pages.at("admin_book_confirm_refused"), "name=\"reason\""));
  BOOST_TEST(!Has(pages.at("admin_book_confirm"), "name=\"reason\""));
}

BOOST_AUTO_TEST_CASE(TellBothClocksWhereTheyDiffer) {
  const auto pages = sample::DeskPages(TestRenderer());
  BOOST_TEST(Has(pages.at("admin_booking"), "On the attendee’s clock"));
  BOOST_TEST(Has(pages.at("admin_booking"), "America/New_York"));
  BOOST_TEST(!Has(pages.at("admin_booking_new"), "On the attendee’s clock"));
  BOOST_TEST(Has(pages.at("admin_book_confirm"), "On their clock"));
}

BOOST_AUTO_TEST_CASE(TellWhoDidWhat) {
  const std::string html = sample::DeskPages(TestRenderer()).at("admin_booking");
  for (const char* words : {"Booked by Carol Winter", "Moved by Sam Staff", "The host is ill",
                            "Refused by the calendar", "Moved by the host, at Cal.com",
                            "Approved by the host, at Cal.com", "Declined by the host, at Cal.com",
                            "Did not go through", "Cancelled by Ada Admin", "Not answered yet"}) {
    BOOST_TEST(Has(html, words), words);
  }
}

BOOST_AUTO_TEST_CASE(OfferToSendAgainWhatHasEnded) {
  const std::string html = sample::DeskPages(TestRenderer()).at("admin_booking");
  std::size_t count = 0;
  for (std::size_t at = html.find("Send again"); at != std::string::npos;
       at = html.find("Send again", at + 1)) {
    ++count;
  }
  BOOST_TEST(count == 4u);  // sent, delivered, bounced, dead
}

BOOST_AUTO_TEST_CASE(WriteATableThatRunsNothing) {
  for (const char* start : {"=", "+", "-", "@", "\t", "\r"}) {
    const std::string typed = std::string(start) + "1+1 \"quoted\", <b>";
    const std::string table = BookingsAsCsv(sample::DeskListWith(typed), sample::Berlin());
    BOOST_TEST(Has(table, "\"'" + std::string(start) + "1+1 \"\"quoted\"\", <b>\""), typed);
    BOOST_TEST(!Has(table, ",\"" + std::string(start)), typed);
  }
  const std::string table = BookingsAsCsv(sample::DeskListWith("x"), sample::Berlin());
  BOOST_TEST(Has(table, "\"2026-11-26 14:30\",\"2026-11-26 15:00\",\"2026-11-26T13:30:00Z\","));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
