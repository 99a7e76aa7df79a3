#ifndef NEXCYTE_TESTS_SUPPORT_TWO_TENANTS_H_
#define NEXCYTE_TESTS_SUPPORT_TWO_TENANTS_H_

#include <string>

#include "domain/event_type.h"
#include "domain/membership.h"
#include "domain/tenant.h"
#include "tests/support/pg.h"

namespace nexcyte::testing {

// Two tenants of this test's own, so that row security keeps tests apart: Acme with Alice (admin),
// Bob (staff) and Carol (customer), Globex with Dave (customer). Scheduling is on in both; each has
// the purposes intro_call (prospect, customer), support (customer) and team (staff), all of 30
// minutes. Everything is written beside the code under test, through the superuser's connection.
class TwoTenants {
 public:
  // `superuser_url`: of the database to write to.
  explicit TwoTenants(const std::string& superuser_url = SuperuserUrl());

  domain::Tenant acme;
  domain::Tenant globex;
  domain::Actor alice;
  domain::Actor bob;
  domain::Actor carol;
  domain::Actor dave;

  // One more customer of a tenant.
  domain::Actor AddPerson(const domain::Tenant& tenant, const std::string& name,
                          domain::Role role = domain::Role::kMember,
                          domain::AccountKind kind = domain::AccountKind::kCustomer);
  // Event type of a tenant's purpose.
  domain::CalEventTypeId EventTypeOf(const domain::Tenant& tenant, const std::string& purpose);

  // The connection that sees everything.
  Pg& sql() { return sql_; }

 private:
  domain::Tenant AddTenant(const std::string& name);
  void AddPurpose(const domain::Tenant& tenant, const std::string& purpose,
                  const std::string& kinds, int position);

  Pg sql_;
  std::string unique_;  // in every slug and address
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_SUPPORT_TWO_TENANTS_H_
