#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "tests/views/hostile_pages.h"
#include "tests/views/sample.h"
#include "tests/views/view_test.h"
#include "views/booking.h"
#include "views/booking_cancel.h"

namespace nexcyte::views {
namespace {

// The piece of hostile text that became markup, or nothing.
std::string Leak(const std::string& html) {
  for (const char* markup : {"<script>", "<img src=x", "onerror=y>", "\"'>"}) {
    if (html.find(markup) != std::string::npos) {
      return markup;
    }
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(Escaping)

BOOST_AUTO_TEST_CASE(HostileTextStaysText) {
  for (const auto& [name, html] : sample::HostilePages(TestRenderer())) {
    BOOST_TEST(Leak(html) == "", name << " lets through " << Leak(html));
    BOOST_TEST(Has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"), name);
  }
}

BOOST_AUTO_TEST_CASE(LinesStayLines) {
  const std::string typed = "line one\nline two\n\ttabbed";
  const Layout member = sample::Member();
  const BookingCancelPage cancel{member, sample::Scheduled(), sample::Berlin(),
                                 typed,  "key-0123456789",    {}};
  BOOST_TEST(Has(Render(TestRenderer(), cancel), ">\n" + typed + "</textarea>"));
  BookingPage page;
  page.layout = member;
  page.booking = sample::Scheduled();
  page.booking.notes = typed;
  page.clock = sample::Berlin();
  page.now = sample::Now();
  BOOST_TEST(Has(Render(TestRenderer(), page), ">" + typed + "</dd>"));
}

// The first test is worth something: without the first line of the templates it fails.
BOOST_FIXTURE_TEST_CASE(WithoutAutoescapeItWouldNot, CopiedViews) {
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    std::ifstream in(entry.path());
    std::string first;
    std::getline(in, first);
    std::ostringstream rest;
    rest << in.rdbuf();
    in.close();
    std::ofstream(entry.path()) << rest.str();
  }
  for (const auto& [name, html] : sample::HostilePages(Renderer(folder()))) {
    BOOST_TEST(Leak(html) != "", name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
