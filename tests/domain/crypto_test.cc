#include "domain/crypto.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace nexcyte::domain {
namespace {

struct Started {
  Started() { InitCrypto(); }
};

BOOST_FIXTURE_TEST_SUITE(Crypto, Started)

BOOST_AUTO_TEST_CASE(DigestsAsFips180Says) {
  BOOST_TEST(Hex(Sha256("abc")) ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(Hex(Sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

BOOST_AUTO_TEST_CASE(KeyedDigestsAsRfc4231Says) {
  BOOST_TEST(Hex(HmacSha256("Jefe", "what do ya want for nothing?")) ==
             "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  BOOST_TEST(Hex(HmacSha256(std::string(131, '\xaa'),
                            "Test Using Larger Than Block-Size Key - Hash Key First")) ==
             "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

BOOST_AUTO_TEST_CASE(WritesBase64UrlWithoutPadding) {
  const std::uint8_t bytes[] = {0xfb, 0xff, 0xbf, 0x01};
  BOOST_TEST(Base64Url(bytes) == "-_-_AQ");
  BOOST_TEST(Base64Url({}) == "");
}

BOOST_AUTO_TEST_CASE(ComparesWholeTexts) {
  BOOST_TEST(ConstantTimeEqual("secret", "secret"));
  BOOST_TEST(!ConstantTimeEqual("secret", "secreT"));
  BOOST_TEST(!ConstantTimeEqual("secret", "secre"));
  BOOST_TEST(!ConstantTimeEqual("", "s"));
  BOOST_TEST(ConstantTimeEqual("", ""));
}

BOOST_AUTO_TEST_CASE(KnowsThePasswordOfAHash) {
  const std::string hash = HashPassword("correct horse battery");
  BOOST_TEST(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  BOOST_TEST(VerifyPassword(hash, "correct horse battery"));
  BOOST_TEST(!VerifyPassword(hash, "correct horse batterY"));
  BOOST_TEST(!VerifyPassword(hash, "correct horse battery "));
  BOOST_TEST(hash != HashPassword("correct horse battery"));
}

BOOST_AUTO_TEST_CASE(CutsNothingOffALongPassword) {
  const std::string password(256, 'p');
  const std::string hash = HashPassword(password);
  BOOST_TEST(VerifyPassword(hash, password));
  BOOST_TEST(!VerifyPassword(hash, password.substr(0, 255)));
}

BOOST_AUTO_TEST_CASE(MatchesNothingAgainstWhatIsNoHash) {
  BOOST_TEST(!VerifyPassword("", ""));
  BOOST_TEST(!VerifyPassword("plain text password", "plain text password"));
}

BOOST_AUTO_TEST_CASE(SpendsARealHashOnTheDummy) {
  const std::string real = HashPassword("correct horse battery");
  const std::string parameters = real.substr(0, real.find('$', real.find("p=1")));
  BOOST_TEST(DummyPasswordHash().starts_with(parameters));
  BOOST_TEST(!VerifyPassword(DummyPasswordHash(), ""));
  BOOST_TEST(!NeedsRehash(DummyPasswordHash()));
  BOOST_TEST(DummyPasswordHash().size() == real.size());
}

BOOST_AUTO_TEST_CASE(AsksForAStrongerHashOnly) {
  BOOST_TEST(!NeedsRehash(HashPassword("correct horse battery")));
  BOOST_TEST(!NeedsRehash("$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA"));
  BOOST_TEST(NeedsRehash("$argon2id$v=19$m=8192,t=2,p=1$c2FsdA$aGFzaA"));
  BOOST_TEST(NeedsRehash("$argon2id$v=19$m=19456,t=1,p=1$c2FsdA$aGFzaA"));
  BOOST_TEST(NeedsRehash("$argon2i$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA"));
  BOOST_TEST(NeedsRehash("nonsense"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
