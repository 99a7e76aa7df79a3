#include "domain/intent.h"

#include <algorithm>
#include <array>

namespace nexcyte::domain {

std::chrono::seconds NextLookUp(int checks) {
  constexpr std::array<int, 5> kSeconds{2, 5, 15, 30, 60};
  const int last = static_cast<int>(kSeconds.size()) - 1;
  return std::chrono::seconds(kSeconds[static_cast<std::size_t>(std::clamp(checks, 0, last))]);
}

}  // namespace nexcyte::domain
