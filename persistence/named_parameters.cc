#include "persistence/named_parameters.h"

#include <algorithm>

namespace nexcyte::persistence {
namespace {

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

PositionalSql ToPositional(std::string_view sql) {
  PositionalSql out;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const bool is_cast = sql.substr(at, 2) == "::";
    if (sql[at] != ':' || is_cast) {
      out.text += sql.substr(at, is_cast ? 2 : 1);
      at += is_cast ? 1 : 0;
      continue;
    }
    const auto* const end = std::find_if_not(sql.begin() + at + 1, sql.end(), IsNameCharacter);
    const std::string name(sql.begin() + at + 1, end);
    auto known = std::find(out.names.begin(), out.names.end(), name);
    if (known == out.names.end()) {
      known = out.names.insert(known, name);
    }
    out.text += "$" + std::to_string(known - out.names.begin() + 1);
    at += name.size();
  }
  return out;
}

}  // namespace nexcyte::persistence
