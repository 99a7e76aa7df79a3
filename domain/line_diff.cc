#include "domain/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace nexcyte::domain {
namespace {

using Lines = std::vector<std::string_view>;
using Span = std::span<const std::string_view>;
using Kind = DiffLine::Kind;

// 2 MB for the table: two thousand lines that differ from as many hundred others.
constexpr std::size_t kMostCells = 1'000'000;

Lines Split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Differ {
 public:
  Differ(Span before, Span after) : before_(before), after_(after) {}

  std::vector<DiffLine> Run() && {
    const std::size_t common = CommonAtStart();
    Add(Kind::kSame, before_.first(common));
    before_ = before_.subspan(common);
    after_ = after_.subspan(common);
    const std::size_t tail = CommonAtEnd();
    const Span same = before_.last(tail);
    before_ = before_.first(before_.size() - tail);
    after_ = after_.first(after_.size() - tail);
    Middle();
    Add(Kind::kSame, same);
    return std::move(diff_);
  }

 private:
  std::size_t CommonAtStart() const {
    const auto [one, other] =
        std::mismatch(before_.begin(), before_.end(), after_.begin(), after_.end());
    return static_cast<std::size_t>(one - before_.begin());
  }
  std::size_t CommonAtEnd() const {
    const auto [one, other] =
        std::mismatch(before_.rbegin(), before_.rend(), after_.rbegin(), after_.rend());
    return static_cast<std::size_t>(one - before_.rbegin());
  }

  void Middle() {
    if (before_.size() * after_.size() > kMostCells) {
      Add(Kind::kRemoved, before_);
      Add(Kind::kAdded, after_);
      return;
    }
    Measure();
    Walk();
  }

  // Length of the longest common subsequence of what follows both positions.
  std::uint16_t& At(std::size_t i, std::size_t j) { return longest_[i * (after_.size() + 1) + j]; }

  void Measure() {
    longest_.assign((before_.size() + 1) * (after_.size() + 1), 0);
    for (std::size_t i = before_.size(); i-- > 0;) {
      for (std::size_t j = after_.size(); j-- > 0;) {
        At(i, j) = before_[i] == after_[j] ? static_cast<std::uint16_t>(At(i + 1, j + 1) + 1)
                                           : std::max(At(i + 1, j), At(i, j + 1));
      }
    }
  }

  void Walk() {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before_.size() && j < after_.size()) {
      if (before_[i] == after_[j]) {
        Add(Kind::kSame, before_.subspan(i, 1));
        ++i;
        ++j;
      } else if (At(i + 1, j) >= At(i, j + 1)) {
        Add(Kind::kRemoved, before_.subspan(i++, 1));
      } else {
        Add(Kind::kAdded, after_.subspan(j++, 1));
      }
    }
    Add(Kind::kRemoved, before_.subspan(i));
    Add(Kind::kAdded, after_.subspan(j));
  }

  void Add(Kind kind, Span lines) {
    for (const std::string_view line : lines) {
      diff_.push_back({kind, std::string(line)});
    }
  }

  Span before_;
  Span after_;
  std::vector<std::uint16_t> longest_;
  std::vector<DiffLine> diff_;
};

}  // namespace

std::vector<DiffLine> DiffLines(std::string_view before, std::string_view after) {
  const Lines old_lines = Split(before);
  const Lines new_lines = Split(after);
  return Differ(old_lines, new_lines).Run();
}

}  // namespace nexcyte::domain
