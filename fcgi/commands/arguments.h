#ifndef NEXCYTE_FCGI_COMMANDS_ARGUMENTS_H_
#define NEXCYTE_FCGI_COMMANDS_ARGUMENTS_H_

#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace nexcyte::fcgi {

// The command line is not what the usage says. what() is one sentence for the operator.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An option that a command knows: `--socket PATH` has a value, `--calendar` has none.
struct OptionSpec {
  std::string name;   // with its dashes
  std::string value;  // what the usage calls it; empty: a switch
};

// The words of a command line, taken apart.
class Arguments {
 public:
  // Throws UsageError: an option that is not in `options`, given twice, or without its value;
  // fewer or more than `positionals` other words. `--socket=PATH` is understood like two words.
  Arguments(std::span<const std::string> words, const std::vector<OptionSpec>& options,
            std::size_t positionals);

  bool Has(std::string_view option) const;
  std::optional<std::string> Value(std::string_view option) const;
  // Throws UsageError for what is no number from `min` to `max`.
  int Number(std::string_view option, int otherwise, int min, int max) const;
  const std::vector<std::string>& positionals() const { return positionals_; }

 private:
  std::map<std::string, std::string, std::less<>> options_;
  std::vector<std::string> positionals_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_COMMANDS_ARGUMENTS_H_
