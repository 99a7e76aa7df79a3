#ifndef NEXCYTE_DOMAIN_MESSAGE_TEMPLATE_H_
#define NEXCYTE_DOMAIN_MESSAGE_TEMPLATE_H_

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.h"

namespace nexcyte::domain {

// The tenants' own texts: plain text with `{{name}}` placeholders from one closed list.

struct Placeholder {
  std::string_view name;
  std::string_view meaning;
  std::string_view sample;
};

// All placeholders (product.md section 6), in the order of the palette.
std::span<const Placeholder> Placeholders();

// Whether a message of this event can fill it.
bool IsAvailable(std::string_view placeholder, std::string_view event_key);

// What is wrong with a text.
struct TemplateProblem {
  int line = 1;    // from 1
  int column = 1;  // in characters, from 1
  std::string message;
  std::string did_you_mean;  // or empty
};

// A problem of `text` at this byte.
TemplateProblem ProblemAt(std::string_view text, std::size_t offset, std::string message);

// The names between braces, in order, known or not.
std::vector<std::string> PlaceholdersIn(std::string_view text);

// Empty: it can be saved. Unknown or unavailable placeholders and unclosed braces are problems.
std::vector<TemplateProblem> CheckTemplate(std::string_view text, std::string_view event_key);

enum class Escaping { kNone, kHtml };

// Puts the values in. Throws Error(kInvalid, "missing_value") that names the placeholder when one
// has no value (present but empty is a value), and "bad_template" for what CheckTemplate refuses.
std::string Render(std::string_view text, const std::map<std::string, std::string>& values,
                   Escaping escaping);

// HTML text escaping of & < > " and '.
std::string EscapeHtml(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MESSAGE_TEMPLATE_H_
