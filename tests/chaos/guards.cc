#include <cstdlib>
#include <string_view>

#include "domain/guard.h"

namespace nexcyte::domain {
namespace {

std::string_view NameOf(Guard guard) {
  switch (guard) {
    case Guard::kReconciler:
      return "reconciler";
    case Guard::kIntent:
      return "intent";
    case Guard::kRowLock:
      return "lock";
    case Guard::kFence:
      return "fence";
  }
  return "";
}

}  // namespace

bool IsOff(Guard guard) {
  static const char* const without = std::getenv("NX_CHAOS_WITHOUT");
  return without != nullptr && NameOf(guard) == without;
}

}  // namespace nexcyte::domain
