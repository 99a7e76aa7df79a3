#ifndef NEXCYTE_PERSISTENCE_NAMED_PARAMETERS_H_
#define NEXCYTE_PERSISTENCE_NAMED_PARAMETERS_H_

#include <string>
#include <string_view>
#include <vector>

namespace nexcyte::persistence {

// A statement with `:name` parameters as libpq wants it: $1, $2, ... and the name of each. Casts
// (`::text`) are left alone; the texts hold no comments and no colons in literals.
struct PositionalSql {
  std::string text;
  std::vector<std::string> names;
};

PositionalSql ToPositional(std::string_view sql);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_NAMED_PARAMETERS_H_
