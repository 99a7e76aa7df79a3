#include "fcgi/outbound/phone_numbers.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace nexcyte::fcgi {
namespace {

std::string Number(const std::string& text, const std::string& region = "") {
  return ToE164(text, region).value_or("none");
}

BOOST_AUTO_TEST_SUITE(PhoneNumbers)

BOOST_AUTO_TEST_CASE(AreReadAsPeopleWriteThem) {
  BOOST_TEST(Number("+49 30 901820") == "+4930901820");
  BOOST_TEST(Number("+49 (0)30 / 90-18.20") == "+4930901820");
  BOOST_TEST(Number("+1 (650) 253-0000") == "+16502530000");
  BOOST_TEST(Number("tel:+49-30-901820") == "+4930901820");
}

BOOST_AUTO_TEST_CASE(WithoutACountryCodeNeedARegion) {
  BOOST_TEST(Number("030 901820") == "none");
  BOOST_TEST(Number("030 901820", "DE") == "+4930901820");
  BOOST_TEST(Number("0049 30 901820", "DE") == "+4930901820");
  BOOST_TEST(Number("+16502530000", "DE") == "+16502530000");
}

BOOST_AUTO_TEST_CASE(ThatCannotBeDialledAreNone) {
  for (const char* text : {"", "+", "phone", "+49 151 1234", "+1 555 867 5310", "+999 12345678",
                           "+49 30 901820 ext. 5", "+4930901820000000000"}) {
    BOOST_TEST(Number(text) == "none", text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
