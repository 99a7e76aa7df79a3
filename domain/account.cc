#include "domain/account.h"

#include <algorithm>
#include <array>
#include <vector>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

constexpr std::size_t kLongestEmail = 254;
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::size_t kShortestPassword = 15;
constexpr std::size_t kLongestPassword = 256;
constexpr std::size_t kLongestName = 100;

// What is left of a password without its well-known parts must be longer than this.
constexpr std::size_t kSlack = 4;
constexpr std::size_t kShortestOwnWord = 3;
constexpr std::size_t kLongestRepeatedUnit = 3;

// The building blocks of the passwords over 14 characters that lists of stolen ones begin with,
// longest first, so that a word is not broken by a part of it.
constexpr auto kCommonParts = std::to_array<std::string_view>({"correcthorsebatterystaple",
                                                               "qwertyuiop",
                                                               "1q2w3e4r5t",
                                                               "1234567890",
                                                               "0123456789",
                                                               "0987654321",
                                                               "9876543210",
                                                               "asdfghjkl",
                                                               "123456789",
                                                               "987654321",
                                                               "passw0rd",
                                                               "password",
                                                               "p4ssw0rd",
                                                               "1qaz2wsx",
                                                               "12345678",
                                                               "iloveyou",
                                                               "football",
                                                               "baseball",
                                                               "princess",
                                                               "sunshine",
                                                               "superman",
                                                               "trustno1",
                                                               "whatever",
                                                               "changeme",
                                                               "starwars",
                                                               "1q2w3e4r",
                                                               "zxcvbnm",
                                                               "welcome",
                                                               "nexcyte",
                                                               "letmein",
                                                               "1234567",
                                                               "qwerty",
                                                               "123456",
                                                               "monkey",
                                                               "dragon",
                                                               "master",
                                                               "secret",
                                                               "12345"});

// Rows of the keyboard and of the alphabet: any stretch of them is a well-known password.
constexpr auto kRows = std::to_array<std::string_view>(
    {"abcdefghijklmnopqrstuvwxyz0123456789", "qwertyuiopasdfghjklzxcvbnm",
     "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "zyxwvutsrqponmlkjihgfedcba9876543210"});

[[noreturn]] void RefuseEmail() {
  throw InvalidInput("email", "Enter an e-mail address, like name@example.com.");
}

constexpr std::string_view kAlsoInLocalPart = "!#$%&'*+-/=?^_`{|}~.";

bool IsLocalPart(std::string_view text) {
  if (text.empty() || text.size() > kLongestLocalPart || text.front() == '.' ||
      text.back() == '.' || text.find("..") != std::string_view::npos) {
    return false;
  }
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsAsciiAlnum(c) || kAlsoInLocalPart.find(c) != std::string_view::npos;
  });
}

// Letters, digits and other alphabets' bytes, lower case: what is left when somebody puts spaces,
// capitals and exclamation marks into a weak password.
std::string Essence(std::string_view text) {
  std::string essence = LowerAscii(text);
  std::erase_if(essence,
                [](char c) { return !IsAsciiAlnum(c) && static_cast<unsigned char>(c) < 0x80; });
  return essence;
}

// Takes every occurrence of `part` out; the mark keeps its neighbours from growing together.
void TakeOut(std::string& text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.replace(at, part.size(), "\n");
  }
}

// Whether `essence` is made of these parts and hardly anything else.
template <class Parts>
bool IsMadeOf(const std::string& essence, const Parts& parts) {
  std::string rest = essence;
  for (const auto& part : parts) {
    TakeOut(rest, part);
  }
  const std::size_t marks = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n'));
  return marks > 0 && rest.size() - marks <= kSlack;
}

// `aaaaaaaaaaaaaaa`, `abcabcabcabcabc`
bool RepeatsShortUnit(std::string_view text) {
  for (std::size_t unit = 1; unit <= kLongestRepeatedUnit; ++unit) {
    if (text.substr(unit) == text.substr(0, text.size() - unit)) {
      return true;
    }
  }
  return false;
}

bool IsPartOfARow(std::string_view essence) {
  return std::any_of(kRows.begin(), kRows.end(), [essence](std::string_view row) {
    return !essence.empty() && row.find(essence) != std::string_view::npos;
  });
}

bool IsCommon(std::string_view password) {
  const std::string essence = Essence(password);
  return RepeatsShortUnit(password) || IsPartOfARow(essence) || IsMadeOf(essence, kCommonParts);
}

// The words of a name or an address, longest first.
std::vector<std::string> OwnWords(std::string_view email, std::string_view name) {
  std::vector<std::string> words{Essence(email), Essence(name)};
  std::string word;
  for (const char c : std::string(email) + " " + std::string(name) + " ") {
    const std::string kept = Essence(std::string_view(&c, 1));
    if (!kept.empty()) {
      word += kept;
      continue;
    }
    words.push_back(word);
    word.clear();
  }
  std::erase_if(words, [](const std::string& own) { return own.size() < kShortestOwnWord; });
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return words;
}

[[noreturn]] void RefusePassword(const char* why) { throw InvalidInput("password", why); }

}  // namespace

std::string FoldEmail(std::string_view text) {
  std::string folded = LowerAscii(text);
  const std::size_t at = folded.find('@');
  if (folded.size() > kLongestEmail || at == std::string::npos) {
    RefuseEmail();
  }
  const std::string_view whole = folded;
  if (!IsLocalPart(whole.substr(0, at)) || !IsDomainName(whole.substr(at + 1))) {
    RefuseEmail();
  }
  return folded;
}

void CheckPassword(std::string_view password, std::string_view email, std::string_view name) {
  const std::optional<std::size_t> length = CountCharacters(password);
  if (!length) {
    RefusePassword("This password contains bytes that are no characters.");
  }
  if (*length < kShortestPassword) {
    RefusePassword("Use at least 15 characters. A few words in a row work well.");
  }
  if (*length > kLongestPassword) {
    RefusePassword("Use at most 256 characters.");
  }
  if (IsCommon(password)) {
    RefusePassword("This password is easy to guess. Choose words that do not belong together.");
  }
  if (IsMadeOf(Essence(password), OwnWords(email, name))) {
    RefusePassword("This password is made of your own name or address. Choose another one.");
  }
}

std::string CheckName(std::string_view text) {
  const std::string_view name = Trim(text);
  if (!IsLine(name, 1, kLongestName)) {
    throw InvalidInput("name", "Enter a name of 1 to 100 characters in one line.");
  }
  return std::string(name);
}

}  // namespace nexcyte::domain
