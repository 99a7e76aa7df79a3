#include "fcgi/commands/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace nexcyte::fcgi {

Arguments::Arguments(std::span<const std::string> words, const std::vector<OptionSpec>& options,
                     std::size_t positionals) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!word.starts_with("--")) {
      positionals_.push_back(word);
      continue;
    }
    const std::size_t split = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, split);
    const auto spec = std::ranges::find(options, name, &OptionSpec::name);
    if (spec == options.end() || (spec->value.empty() && split < word.size())) {
      throw UsageError(fmt::format("unknown option {}", word));
    }
    std::string value;
    if (split < word.size()) {
      value = word.substr(split + 1);
    } else if (!spec->value.empty()) {
      if (++i == words.size()) {
        throw UsageError(fmt::format("{} needs {}", name, spec->value));
      }
      value = words[i];
    }
    if (!options_.emplace(name, value).second) {
      throw UsageError(fmt::format("{} is given twice", name));
    }
  }
  if (positionals_.size() != positionals) {
    throw UsageError(positionals_.size() < positionals
                         ? std::string("something is missing")
                         : fmt::format("not understood: {}", positionals_[positionals]));
  }
}

bool Arguments::Has(std::string_view option) const {
  return options_.find(option) != options_.end();
}

std::optional<std::string> Arguments::Value(std::string_view option) const {
  const auto found = options_.find(option);
  return found == options_.end() ? std::nullopt : std::optional(found->second);
}

int Arguments::Number(std::string_view option, int otherwise, int min, int max) const {
  const auto value = Value(option);
  if (!value) {
    return otherwise;
  }
  int number = 0;
  const char* const end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, number);
  if (error != std::errc() || stop != end || number < min || number > max) {
    throw UsageError(fmt::format("{} must be a number from {} to {}", option, min, max));
  }
  return number;
}

}  // namespace nexcyte::fcgi
