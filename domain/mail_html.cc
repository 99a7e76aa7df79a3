#include "domain/mail_html.h"

#include <algorithm>
#include <array>
#include <string>

#include "domain/text.h"

namespace nexcyte::domain {
namespace {

constexpr std::array<std::string_view, 22> kRefused = {
    "applet", "audio",  "base",   "button", "embed",    "form",   "frame",  "frameset",
    "iframe", "input",  "link",   "math",   "noscript", "object", "option", "portal",
    "script", "select", "source", "svg",    "textarea", "video"};
constexpr std::array<std::string_view, 3> kMayStandInTags = {"manage_url", "join_url",
                                                             "tenant_name"};

template <std::size_t kSize>
bool IsOneOf(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

// The end of the tag that begins at `open`: behind its `>`, which may stand in a quoted value too.
std::size_t EndOfTag(std::string_view html, std::size_t open) {
  char quote = 0;
  for (std::size_t i = open + 1; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      quote = c == quote ? char{0} : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return html.size();
}

std::string NameOf(std::string_view tag) {
  std::size_t begin = 1;
  if (begin < tag.size() && tag[begin] == '/') {
    ++begin;
  }
  std::size_t end = begin;
  while (end < tag.size() && IsAsciiAlnum(tag[end])) {
    ++end;
  }
  return LowerAscii(tag.substr(begin, end - begin));
}

// Where an attribute ` on...=` begins, or npos. A value that looks like one counts too.
std::size_t EventHandlerIn(const std::string& tag) {
  for (std::size_t at = tag.find("on"); at != tag.npos; at = tag.find("on", at + 1)) {
    std::size_t end = at + 2;
    while (end < tag.size() && IsAsciiAlnum(tag[end])) {
      ++end;
    }
    const bool begins = IsBlank(tag[at - 1]) || tag[at - 1] == '"' || tag[at - 1] == '\'';
    while (end < tag.size() && IsBlank(tag[end])) {
      ++end;
    }
    if (begins && end > at + 2 && end < tag.size() && tag[end] == '=') {
      return at;
    }
  }
  return tag.npos;
}

std::size_t ScriptAddressIn(const std::string& tag) {
  for (const char* scheme : {"javascript:", "vbscript:", "data:text"}) {
    if (const std::size_t at = tag.find(scheme); at != tag.npos) {
      return at;
    }
  }
  return tag.npos;
}

class TagChecker {
 public:
  TagChecker(std::string_view html, std::vector<TemplateProblem>& problems)
      : html_(html), problems_(problems) {}

  void Check(std::size_t open, std::size_t end) {
    const std::string tag = LowerAscii(html_.substr(open, end - open));
    const std::string name = NameOf(tag);
    if (IsOneOf(kRefused, name)) {
      Report(open, "Mail programs do not show <" + name + ">. Take it out.");
      return;
    }
    if (name == "meta" && tag.find("http-equiv") != tag.npos) {
      Report(open, "A mail must not redirect or set headers. Take this out.");
    }
    if (const std::size_t at = EventHandlerIn(tag); at != tag.npos) {
      Report(open + at, "Mail programs run no scripts. Take this attribute out.");
    }
    if (const std::size_t at = ScriptAddressIn(tag); at != tag.npos) {
      Report(open + at, "A link must not lead to a script.");
    }
    CheckPlaceholders(open, html_.substr(open, end - open));
  }

 private:
  void CheckPlaceholders(std::size_t open, std::string_view tag) {
    std::size_t at = tag.find("{{");
    while (at != tag.npos) {
      const std::size_t close = std::min(tag.find("}}", at), tag.size());
      const std::string name(Trim(tag.substr(at + 2, close - at - 2)));
      if (!IsOneOf(kMayStandInTags, name)) {
        Report(open + at, "{{" + name + "}} cannot stand inside a tag, only in the text.");
      }
      at = tag.find("{{", close);
    }
  }
  void Report(std::size_t offset, std::string message) {
    problems_.push_back(ProblemAt(html_, offset, std::move(message)));
  }

  std::string_view html_;
  std::vector<TemplateProblem>& problems_;
};

}  // namespace

std::vector<TemplateProblem> CheckMailHtml(std::string_view html) {
  std::vector<TemplateProblem> problems;
  TagChecker checker(html, problems);
  std::size_t open = html.find('<');
  while (open != html.npos) {
    const bool is_tag = open + 1 < html.size() && (IsAsciiAlnum(html[open + 1]) ||
                                                   html[open + 1] == '/' || html[open + 1] == '!');
    const std::size_t end = is_tag ? EndOfTag(html, open) : open + 1;
    if (is_tag) {
      checker.Check(open, end);
    }
    open = html.find('<', end);
  }
  return problems;
}

}  // namespace nexcyte::domain
