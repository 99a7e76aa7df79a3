#include <boost/test/unit_test.hpp>

#include "tests/views/sample.h"
#include "tests/views/view_test.h"
#include "views/booking.h"

namespace nexcyte::views {
namespace {

using domain::BookingStatus;
using namespace std::chrono_literals;

BookingPage BookingOf(BookingStatus status) {
  BookingPage page;
  page.layout = sample::Member();
  page.booking = sample::WithStatus(status);
  page.clock = sample::Berlin();
  page.now = sample::Now();
  return page;
}

std::string Shown(const BookingPage& page) { return Render(TestRenderer(), page); }

}  // namespace

BOOST_AUTO_TEST_SUITE(BookingOfPage)

BOOST_AUTO_TEST_CASE(SaysWhenInThePersonsZone) {
  BOOST_TEST(Has(SamplePage("booking"), "Thursday, 26 November 2026, 14:30 – 15:00"));
  BOOST_TEST(Has(SamplePage("booking"), "30 minutes · Europe/Berlin (CET, UTC+01:00)"));
  BookingPage page = BookingOf(BookingStatus::kScheduled);
  page.clock = {"Asia/Kolkata", domain::HourCycle::k12};
  BOOST_TEST(Has(Shown(page), "Thursday, 26 November 2026, 7:00 pm – 7:30 pm"));
}

BOOST_AUTO_TEST_CASE(OffersOnlyWhatMayBeDone) {
  BookingPage page = BookingOf(BookingStatus::kScheduled);
  const std::string path = "/t/acme/bookings/" + page.booking.id.str();
  BOOST_TEST(!Has(Shown(page), path + "/cancel"));
  page.can_cancel = true;
  BOOST_TEST(Has(Shown(page), path + "/cancel"));
  BOOST_TEST(!Has(Shown(page), path + "/reschedule"));
  page.can_reschedule = true;
  BOOST_TEST(Has(Shown(page), path + "/reschedule"));
}

BOOST_AUTO_TEST_CASE(OffersAFileForTheCalendarOfWhatIsScheduled) {
  const BookingPage page = BookingOf(BookingStatus::kScheduled);
  const std::string file = "/t/acme/bookings/" + page.booking.id.str() + "/calendar.ics";
  BOOST_TEST(Has(Shown(page), "href=\"" + file + "\""));
  for (const BookingStatus status : {BookingStatus::kPending, BookingStatus::kRequested,
                                     BookingStatus::kCancelled, BookingStatus::kRejected}) {
    BOOST_TEST(!Has(Shown(BookingOf(status)), "calendar.ics"));
  }
}

BOOST_AUTO_TEST_CASE(SaysWhyNothingMayBeDoneAndWhomToAsk) {
  BOOST_TEST(Has(SamplePage("booking_joinable"), "too close to be cancelled"));
  BOOST_TEST(Has(SamplePage("booking_joinable"), "href=\"mailto:hello@acme.test\""));
  BOOST_TEST(Has(SamplePage("booking_joinable"), "href=\"tel:+49301234567\""));
}

BOOST_AUTO_TEST_CASE(ChecksAPendingBookingByItself) {
  const std::string html = Shown(BookingOf(BookingStatus::kPending));
  BOOST_TEST(Has(html, "We are checking whether your booking went through"));
  BOOST_TEST(Has(html, "<meta http-equiv=\"refresh\" content=\"5\">"));
  BOOST_TEST(Has(html, "data-checking"));
  BOOST_TEST(!Has(html, "try again"));
}

BOOST_AUTO_TEST_CASE(SaysWhenItLastLooked) {
  BookingPage page = BookingOf(BookingStatus::kPending);
  BOOST_TEST(!Has(Shown(page), "Last checked with the calendar"));
  page.checked_at = sample::At("2026-11-23T09:05:00Z");
  BOOST_TEST(Has(Shown(page), "Last checked with the calendar: Monday, 23 November 2026, 10:05."));
}

BOOST_AUTO_TEST_CASE(OffersTheSameTimeAgain) {
  BookingPage page = BookingOf(BookingStatus::kCancelled);
  BOOST_TEST(!Has(Shown(page), "Book this time again"));
  page.can_book_again = true;
  BOOST_TEST(Has(Shown(page), "Book this time again"));
  BOOST_TEST(Has(Shown(page), "name=\"start\" value=\"" +
                                  domain::FormatRfc3339(page.booking.time.start) + "\""));
  page.booking.status = BookingStatus::kScheduled;
  BOOST_TEST(!Has(Shown(page), "Book this time again"));
}

BOOST_AUTO_TEST_CASE(ChecksAnOpenChangeByItself) {
  BookingPage page = BookingOf(BookingStatus::kScheduled);
  BOOST_TEST(!Has(Shown(page), "http-equiv"));
  page.booking.open_intent = domain::IntentKind::kCancel;
  BOOST_TEST(Has(Shown(page), "We are checking whether your cancellation went through"));
  page.booking.open_intent = domain::IntentKind::kMove;
  BOOST_TEST(Has(Shown(page), "We are checking whether your move went through"));
}

BOOST_AUTO_TEST_CASE(NamesEveryStatus) {
  BOOST_TEST(Has(Shown(BookingOf(BookingStatus::kScheduled)), ">Confirmed<"));
  BOOST_TEST(Has(Shown(BookingOf(BookingStatus::kRequested)), ">Waiting for approval<"));
  BOOST_TEST(Has(Shown(BookingOf(BookingStatus::kCancelled)), ">Cancelled<"));
  BOOST_TEST(Has(Shown(BookingOf(BookingStatus::kRejected)), ">Declined<"));
  BOOST_TEST(Has(Shown(BookingOf(BookingStatus::kFailed)), "Nothing is booked."));
}

BOOST_AUTO_TEST_CASE(GivesTheLinkToJoinOnlyNearTheStart) {
  BookingPage page = BookingOf(BookingStatus::kScheduled);
  page.booking.location = "https://meet.example.com/room";
  page.now = page.booking.time.start - 20min;
  BOOST_TEST(!Has(Shown(page), "meet.example.com"));
  page.now = page.booking.time.start - 10min;
  BOOST_TEST(Has(Shown(page), "href=\"https://meet.example.com/room\""));
  page.booking.location = "https://app.cal.com/video/calUidThatNobodySees";
  BOOST_TEST(!Has(Shown(page), "cal.com"));
}

BOOST_AUTO_TEST_CASE(TellsWhatWasBefore) {
  BOOST_TEST(Has(SamplePage("booking_joinable"),
                 "Moved from</span> <time "
                 "datetime=\"2026-11-24T09:00:00Z\">Tuesday, 24 November "
                 "2026, 10:00"));
  BOOST_TEST(Has(SamplePage("booking_joinable"), "My train is late."));
  BOOST_TEST(!Has(SamplePage("booking"), "What happened before"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
