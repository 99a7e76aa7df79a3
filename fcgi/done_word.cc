#include "fcgi/done_word.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.h"
#include "fcgi/cookie.h"
#include "fcgi/field_source.h"

namespace nexcyte::fcgi {

namespace {

constexpr char kCookie[] = "__Host-nx-done";
constexpr std::string_view kName = "done";
// How long the way to the page may take.
constexpr std::chrono::seconds kLife{60};
constexpr int kSeeOther = 303;

std::vector<std::string_view> PairsOf(std::string_view query) {
  std::vector<std::string_view> pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    pairs.push_back(query.substr(0, end));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return pairs;
}

// Nothing: the pair is another one, or none that can be read.
std::optional<std::string> WordOf(std::string_view pair) {
  try {
    const auto fields = DecodeForm(pair);
    const bool is_word = !fields.empty() && fields.front().first == kName;
    return is_word ? std::optional(fields.front().second) : std::nullopt;
  } catch (const domain::Error&) {
    return std::nullopt;
  }
}

// Empty: none, or two, of which one was planted.
std::string ToldWord(const Request& request) {
  try {
    return FindCookie(request.Header("cookie"), kCookie).value_or("");
  } catch (const domain::Error&) {
    return {};
  }
}

// As our own redirects write it, and nobody else's: SafeReturn() has none.
std::string WordOfRedirect(const Response& response) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz_";
  const auto location = std::ranges::find(response.headers, "Location",
                                          [](const auto& header) { return header.first; });
  if (response.status != kSeeOther || location == response.headers.end()) {
    return {};
  }
  const std::size_t at = location->second.find("done=");
  if (at == std::string::npos) {
    return {};
  }
  std::string word = location->second.substr(at + kName.size() + 1);
  return word.find_first_not_of(kLetters) == std::string::npos ? word : std::string();
}

}  // namespace

std::optional<Request> WithoutForgedWord(const Request& request) {
  if (request.query.empty()) {
    return std::nullopt;
  }
  const std::string told = ToldWord(request);
  std::string kept;
  bool is_forged = false;
  for (const std::string_view pair : PairsOf(request.query)) {
    const auto word = WordOf(pair);
    if (word && (told.empty() || *word != told)) {
      is_forged = true;
    } else {
      kept.append(kept.empty() ? "" : "&").append(pair);
    }
  }
  if (!is_forged) {
    return std::nullopt;
  }
  Request checked = request;
  checked.query = std::move(kept);
  return checked;
}

void TellWord(const Request& request, Response& response) {
  if (const std::string word = WordOfRedirect(response); !word.empty()) {
    response.Set("Set-Cookie", SetCookie(kCookie, word, kLife));
    return;
  }
  const auto pairs = PairsOf(request.query);
  if (std::ranges::any_of(pairs, [](std::string_view pair) { return WordOf(pair).has_value(); })) {
    response.Set("Set-Cookie", ClearCookie(kCookie));
  }
}

}  // namespace nexcyte::fcgi
