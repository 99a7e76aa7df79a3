#ifndef NEXCYTE_PERSISTENCE_PG_ERROR_H_
#define NEXCYTE_PERSISTENCE_PG_ERROR_H_

#include <string>
#include <string_view>

#include "domain/error.h"

namespace nexcyte::persistence {

// What Postgres said of a failed statement. `sqlstate` is empty when it said nothing: the
// connection is gone.
struct PgFailure {
  std::string sqlstate;
  std::string constraint;  // or empty
};

// Finds SQLSTATE and constraint in a verbose message of libpq's (`CONSTRAINT NAME:  ...`). The
// rest of such a message holds values and goes no further.
PgFailure ReadFailure(std::string_view sqlstate, std::string_view verbose_message);

// The domain's word for it. what() names SQLSTATE, constraint and statement, never a value.
domain::Error ToError(const PgFailure& failure, std::string_view statement);

// 503: Postgres cannot be reached, is starting or stopping, or a limit of time was met.
domain::Error DatabaseUnavailable(const std::string& detail);

// A statement's name for the log: the beginning of its constant text.
std::string StatementName(std::string_view sql);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_PG_ERROR_H_
