#ifndef NEXCYTE_PERSISTENCE_ROLE_CHECK_H_
#define NEXCYTE_PERSISTENCE_ROLE_CHECK_H_

#include <string>
#include <vector>

#include "persistence/connection.h"

namespace nexcyte::persistence {

// Why a server must not start on this connection, one sentence each; empty: it may. The role must
// have no rights over the cluster, must not pass row security, own nothing, be a member of nothing,
// and the schema must have exactly kSchemaVersion. Throws Error(kUnavailable) when the database
// does not answer.
std::vector<std::string> DatabaseProblems(Connection& connection);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_ROLE_CHECK_H_
