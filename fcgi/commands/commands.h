#ifndef NEXCYTE_FCGI_COMMANDS_COMMANDS_H_
#define NEXCYTE_FCGI_COMMANDS_COMMANDS_H_

#include "fcgi/commands/arguments.h"

namespace nexcyte::fcgi {

// The subcommands. Each gets its own words of the command line, reads its configuration from the
// process' environment, prints to standard output and gives the exit code back; what it throws is
// main's to show.

int Serve(const Arguments& arguments);
int Migrate(const Arguments& arguments);
int Doctor(const Arguments& arguments);
int Dispatch(const Arguments& arguments);
int Reconcile(const Arguments& arguments);
int AddTenant(const Arguments& arguments);
int ListTenants(const Arguments& arguments);
int SetSenderDomains(const Arguments& arguments);
int AddAdmin(const Arguments& arguments);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_COMMANDS_COMMANDS_H_
