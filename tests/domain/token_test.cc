#include "domain/token.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "domain/id.h"

namespace nexcyte::domain {
namespace {

class CountingEntropy : public Entropy {
 public:
  void Fill(std::span<std::uint8_t> bytes) override {
    std::generate(bytes.begin(), bytes.end(), [this] { return next_++; });
  }

 private:
  std::uint8_t next_ = 0;
};

BOOST_AUTO_TEST_SUITE(Tokens)

BOOST_AUTO_TEST_CASE(MakesATokenAndKnowsItAgain) {
  CountingEntropy entropy;
  const Token token = NewToken(entropy);
  BOOST_TEST(token.clear == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
  BOOST_TEST((DigestOfToken(token.clear) == token.digest));
  BOOST_TEST((NewToken(entropy).digest != token.digest));
}

BOOST_AUTO_TEST_CASE(RefusesOtherForms) {
  const std::string good = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
  BOOST_TEST(DigestOfToken(good).has_value());
  for (const std::string& text :
       {std::string(), good.substr(1), good + "A", good + "=", "+" + good.substr(1),
        "/" + good.substr(1), " " + good.substr(1), good.substr(0, 42) + "9"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!DigestOfToken(text)); }
  }
}

BOOST_AUTO_TEST_CASE(BindsTheFormProofToTheToken) {
  CountingEntropy entropy;
  const Token one = NewToken(entropy);
  const Token other = NewToken(entropy);
  BOOST_TEST(CsrfToken(one.clear).size() == 43U);
  BOOST_TEST(CsrfToken(one.clear) == CsrfToken(one.clear));
  BOOST_TEST(CsrfToken(one.clear) != CsrfToken(other.clear));
  BOOST_TEST(CsrfToken(one.clear) != one.clear);
}

BOOST_AUTO_TEST_CASE(MakesRandomUuids) {
  CountingEntropy entropy;
  BOOST_TEST(NewUuid(entropy) == "00010203-0405-4607-8809-0a0b0c0d0e0f");
  const std::string second = NewUuid(entropy);
  BOOST_TEST(second == "10111213-1415-4617-9819-1a1b1c1d1e1f");
  BOOST_TEST(IsUuid(second));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
