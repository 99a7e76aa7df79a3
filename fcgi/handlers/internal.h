#ifndef NEXCYTE_FCGI_HANDLERS_INTERNAL_H_
#define NEXCYTE_FCGI_HANDLERS_INTERNAL_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// Sends what is due, for the route and for the loop that is woken by new messages.
domain::DispatchReport DispatchDue(InternalParts& parts, domain::TenantStores& stores, int limit);

// Looks at what webhooks hinted at, likewise; answers how many hints it took.
int ApplyDueHints(InternalParts& parts, domain::TenantStores& stores,
                  const domain::CalendarOf& calendar_of, int limit);

// What the timers and n8n trigger.
Response Dispatch(Context& context, const Request& request, const PathParameters& path);
Response Reconcile(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_INTERNAL_H_
