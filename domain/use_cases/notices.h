#ifndef NEXCYTE_DOMAIN_USE_CASES_NOTICES_H_
#define NEXCYTE_DOMAIN_USE_CASES_NOTICES_H_

#include <string>

#include "domain/tenant_store.h"

namespace nexcyte::domain {

// The person's own notices, whatever their role, told by their clock.
// Refuses: kInvalid (limit, cursor).
NoticePage ListNotices(TenantStore& store, const Actor& actor, const NoticeQuery& query,
                       const std::string& base_domain, Timestamp now);

void MarkAllNoticesRead(TenantStore& store);

// Whoever looks at the booking has read what the notices said of it. Answers how many were unread.
int MarkNoticesRead(TenantStore& store, const BookingId& booking);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_NOTICES_H_
