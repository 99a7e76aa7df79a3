#ifndef NEXCYTE_DOMAIN_LINE_DIFF_H_
#define NEXCYTE_DOMAIN_LINE_DIFF_H_

#include <string>
#include <string_view>
#include <vector>

namespace nexcyte::domain {

struct DiffLine {
  enum class Kind { kSame, kRemoved, kAdded };
  Kind kind = Kind::kSame;
  std::string text;
  bool operator==(const DiffLine&) const = default;
};

// What turns `before` into `after`, line by line, by their longest common subsequence. Texts that
// differ in too many lines to compare each with each are shown as one removed and one added block.
// A line end at the very end of a text does not count.
std::vector<DiffLine> DiffLines(std::string_view before, std::string_view after);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_LINE_DIFF_H_
