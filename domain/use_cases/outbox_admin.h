#ifndef NEXCYTE_DOMAIN_USE_CASES_OUTBOX_ADMIN_H_
#define NEXCYTE_DOMAIN_USE_CASES_OUTBOX_ADMIN_H_

#include <vector>

#include "domain/tenant_store.h"

namespace nexcyte::domain {

// Staff and admins only (the route's access says so; these do not ask again).

struct OutboxView {
  OutboxCounts counts;
  OutboxPage page;
  std::vector<ChannelPause> pauses;      // the program's, for all tenants
  std::vector<StaffPause> staff_pauses;  // the tenant's own
};

// Refuses: kInvalid (cursor).
OutboxView ShowOutbox(TenantStore& store, const OutboxQuery& query);

// Sends one that has ended without arriving once more, at once; within a day it must be out. What
// has become pointless meanwhile is dropped by the dispatcher as ever. Written into the audit log.
// Refuses: kNotFound, kConflict conflict (MayRequeue() says no).
void RequeueMessage(TenantStore& store, const Actor& actor, const OutboxId& id);

// Takes a waiting one out of the queue, for good. Written into the audit log. Refuses: kNotFound,
// kConflict conflict (MayDrop() says no, or it is being sent just now).
void DropMessage(TenantStore& store, const Actor& actor, const OutboxId& id);

// Stops what is sent about bookings on this channel, or starts it again: until then it waits.
// Written into the audit log. Refuses: kConflict conflict (it is so already).
void PauseChannel(TenantStore& store, const Actor& actor, Channel channel);
void ResumeChannel(TenantStore& store, const Actor& actor, Channel channel);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_OUTBOX_ADMIN_H_
