#include "domain/account.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/domain/refusal.h"

namespace nexcyte::domain {
namespace {

std::string RefusalOfPassword(const std::string& password) {
  return RefusalOf([&] { CheckPassword(password, "ada.lovelace@acme.test", "Ada King Lovelace"); });
}

BOOST_AUTO_TEST_SUITE(AccountRules)

BOOST_AUTO_TEST_CASE(FoldsAddresses) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"Ada@Acme.TEST", "ada@acme.test"},
      {"a.b+tag@sub.example.com", "a.b+tag@sub.example.com"},
      {"o'hara@example.com", "o'hara@example.com"},
      {std::string(64, 'a') + "@b.co", std::string(64, 'a') + "@b.co"}};
  for (const auto& [typed, folded] : table) {
    BOOST_TEST(FoldEmail(typed) == folded);
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatCannotBeAnAddress) {
  const std::vector<std::string> table{"",
                                       "ada",
                                       "@acme.test",
                                       "ada@",
                                       "ada@acme",
                                       "ada@@acme.test",
                                       "ada@acme@acme.test",
                                       "a b@acme.test",
                                       " ada@acme.test",
                                       "ada@acme.test ",
                                       "ada@acme.test\n",
                                       "ada@acme.test\r\nBcc: eve@evil.test",
                                       std::string("ada\0@acme.test", 14),
                                       "ada@acme.test,eve@evil.test",
                                       "ada;eve@evil.test",
                                       "Ada <ada@acme.test>",
                                       "\"ada\"@acme.test",
                                       "ada(x)@acme.test",
                                       ".ada@acme.test",
                                       "ada.@acme.test",
                                       "a..b@acme.test",
                                       "zo\xC3\xAB@acme.test",
                                       "ada@b\xC3\xBC"
                                       "cher.test",
                                       "ada@[10.0.0.1]",
                                       "ada@10.0.0.1",
                                       "ada@-acme.test",
                                       "ada@acme..test",
                                       std::string(65, 'a') + "@acme.test",
                                       "a@" + std::string(250, 'b') + ".test"};
  for (const std::string& text : table) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(RefusalOf([&] { FoldEmail(text); }) == "invalid email");
    }
  }
}

BOOST_AUTO_TEST_CASE(TakesLongPasswordsOfAnyKind) {
  for (const std::string& password : std::vector<std::string>{
           "demo demo demo demo", "four unrelated words here", "tr0ub4dor&3 again and again",
           "\xE5\xBC\xA0\xE4\xB8\x89\xE6\x9D\x8E\xE5\x9B\x9B\xE7\x8E\x8B\xE4\xBA\x94\xE8\xB5\xB5"
           "\xE5\x85\xAD\xE9\x92\xB1\xE4\xB8\x83\xE5\xAD\x99\xE5\x85\xAB\xE5\x91\xA8\xE4\xB9\x9D"
           "\xE5\x90\xB4",
           std::string("kV7#").append(252, 'x'), "mypassword is a purple giraffe"}) {
    BOOST_TEST_CONTEXT(password) { BOOST_TEST(RefusalOfPassword(password) == ""); }
  }
}

BOOST_AUTO_TEST_CASE(CountsPasswordsInCharacters) {
  const std::string euro = "\xE2\x82\xAC";
  std::string fourteen = "kW9vX2mQ7pLr3";  // 13
  BOOST_TEST(RefusalOfPassword(fourteen + euro) == "invalid password");
  BOOST_TEST(RefusalOfPassword(fourteen + euro + "!") == "");
  std::string longest = "kW9vX2";
  while (longest.size() < 6 + 250 * euro.size()) {
    longest += euro;
  }
  BOOST_TEST(RefusalOfPassword(longest) == "");
  BOOST_TEST(RefusalOfPassword(longest + "x") == "invalid password");
}

BOOST_AUTO_TEST_CASE(RefusesGuessablePasswords) {
  for (const std::string& password : std::vector<std::string>{"",
                                                              "short",
                                                              "passwordpassword",
                                                              "Password Password!",
                                                              "password12345678",
                                                              "123456789012345",
                                                              "1234567890123456",
                                                              "qwertyuiopasdfgh",
                                                              "QWERTYUIOPASDFGHJKL",
                                                              "correct horse battery staple",
                                                              "aaaaaaaaaaaaaaaa",
                                                              "abababababababab",
                                                              "123123123123123",
                                                              "letmeinletmein2026",
                                                              "P4ssw0rd_P4ssw0rd",
                                                              "iloveyou iloveyou",
                                                              "abcdefghijklmnopqrst",
                                                              "welcome-welcome-1",
                                                              "!!!!!!!!!!!!!!!!",
                                                              "\xFF\xFE"
                                                              "not text at all"}) {
    BOOST_TEST_CONTEXT(password) { BOOST_TEST(RefusalOfPassword(password) == "invalid password"); }
  }
}

BOOST_AUTO_TEST_CASE(RefusesOwnNameAndAddress) {
  for (const std::string& password : std::vector<std::string>{
           "ada.lovelace@acme.test", "Ada King Lovelace", "adakinglovelace!", "lovelacelovelace",
           "lovelace lovelace 12", "LovelaceAda@Acme1", "ada lovelace ada"}) {
    BOOST_TEST_CONTEXT(password) { BOOST_TEST(RefusalOfPassword(password) == "invalid password"); }
  }
  BOOST_TEST(RefusalOfPassword("lovelace wrote programs") == "");
  BOOST_TEST(RefusalOf([] { CheckPassword("ada king lovelace", "x@y.test", ""); }) == "");
}

BOOST_AUTO_TEST_CASE(TrimsNames) {
  BOOST_TEST(CheckName("  Ada Lovelace \n") == "Ada Lovelace");
  BOOST_TEST(CheckName("\xE5\xBC\xA0\xE4\xB8\x89") == "\xE5\xBC\xA0\xE4\xB8\x89");
  std::string longest;
  for (int i = 0; i < 100; ++i) {
    longest += "\xC3\xAB";
  }
  BOOST_TEST(CheckName(longest) == longest);
}

BOOST_AUTO_TEST_CASE(RefusesOtherNames) {
  for (const std::string& name : std::vector<std::string>{"", "   ", std::string(101, 'a'),
                                                          "Ada\nLovelace", "Ada\x7F", "\xFF",
                                                          "Ada \xE2\x80\xAE"
                                                          "ecalevoL",
                                                          std::string("A\0B", 3)}) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(RefusalOf([&] { CheckName(name); }) == "invalid name");
    }
  }
}

// Zero-width space, word joiner, soft hyphen, byte order mark, Hangul filler, blank braille,
// no-break space; alone and together.
BOOST_AUTO_TEST_CASE(RefusesNamesThatNobodySees) {
  const std::vector<std::string> unseen{"\xE2\x80\x8B", "\xE2\x81\xA0", "\xC2\xAD", "\xEF\xBB\xBF",
                                        "\xE3\x85\xA4", "\xE2\xA0\x80", "\xC2\xA0"};
  std::string all;
  for (const std::string& name : unseen) {
    all += name + " ";
    BOOST_TEST(RefusalOf([&] { CheckName(name); }) == "invalid name");
  }
  BOOST_TEST(RefusalOf([&] { CheckName(all); }) == "invalid name");
}

// A joiner within a Persian name and within an emoji is part of how it is written.
BOOST_AUTO_TEST_CASE(TakesNamesWithJoiners) {
  for (const std::string name : {"\xD8\xB9\xD9\x84\xDB\x8C\xE2\x80\x8C\xD8\xB1\xD8\xB6\xD8\xA7",
                                 "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB"}) {
    BOOST_TEST(CheckName(name) == name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::domain
