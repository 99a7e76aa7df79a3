#ifndef NEXCYTE_PERSISTENCE_MEMBERSHIP_ROW_H_
#define NEXCYTE_PERSISTENCE_MEMBERSHIP_ROW_H_

#include "domain/membership.h"
#include "persistence/text.h"

namespace nexcyte::persistence {

// Reads user, role, account kind, e-mail, name, phone, time zone and hour cycle, in this order.
inline constexpr int kMembershipColumns = 8;
domain::Membership ReadMembership(RowReader& row);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_MEMBERSHIP_ROW_H_
