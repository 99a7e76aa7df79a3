// What needs the owner's connection: tenants, and the first admin of each.

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "domain/account.h"
#include "domain/crypto.h"
#include "domain/text.h"
#include "fcgi/commands/commands.h"
#include "fcgi/config.h"
#include "persistence/connection.h"
#include "persistence/directory.h"

namespace nexcyte::fcgi {
namespace {

persistence::ConnectionSettings OwnerConnection(const Config& config) {
  return {.url = config.owner_database_url.Reveal(), .keep_statements = config.keep_statements};
}

std::string ReadPassword() {
  if (isatty(STDIN_FILENO) == 1) {
    throw UsageError("the password comes from standard input: nexcyte admin add ... < FILE");
  }
  std::string password;
  std::getline(std::cin, password);
  return password;
}

// `a.example,b.example`; `-` is none.
std::vector<std::string> SplitDomains(const std::string& list) {
  std::vector<std::string> domains;
  if (list == "-") {
    return domains;
  }
  std::istringstream rest(list);
  for (std::string domain; std::getline(rest, domain, ',');) {
    if (!domain::IsDomainName(domain)) {
      throw UsageError("not a lower-case domain name: " + domain);
    }
    domains.push_back(domain);
  }
  return domains;
}

}  // namespace

int AddTenant(const Arguments& arguments) {
  const Config config = ParseConfig(ReadSettings(environ), Need::kOperator);
  persistence::Connection connection(OwnerConnection(config));
  const std::string& slug = arguments.positionals()[0];
  persistence::Directory(connection).AddTenant(slug, arguments.positionals()[1]);
  fmt::print("https://{}.{}\n", slug, config.base_domain);
  return 0;
}

int ListTenants(const Arguments&) {
  const Config config = ParseConfig(ReadSettings(environ), Need::kOperator);
  persistence::Connection connection(OwnerConnection(config));
  for (const domain::Tenant& tenant : persistence::Directory(connection).List()) {
    fmt::print("{}\t{}\n", tenant.slug, tenant.name);
  }
  return 0;
}

int SetSenderDomains(const Arguments& arguments) {
  const Config config = ParseConfig(ReadSettings(environ), Need::kOperator);
  const std::vector<std::string> domains = SplitDomains(arguments.positionals()[1]);
  persistence::Connection connection(OwnerConnection(config));
  persistence::Directory(connection).SetSenderDomains(arguments.positionals()[0], domains);
  fmt::print("{} domains\n", domains.size());
  return 0;
}

int AddAdmin(const Arguments& arguments) {
  domain::InitCrypto();
  const Config config = ParseConfig(ReadSettings(environ), Need::kOperator);
  const std::string email = domain::FoldEmail(arguments.positionals()[1]);
  const std::string name = domain::CheckName(arguments.positionals()[2]);
  const std::string password = ReadPassword();
  domain::CheckPassword(password, email, name);
  persistence::Connection connection(OwnerConnection(config));
  persistence::Directory(connection)
      .AddAdmin(arguments.positionals()[0], email, name, domain::HashPassword(password));
  fmt::print("added; a person who already had an account keeps its password\n");
  return 0;
}

}  // namespace nexcyte::fcgi
