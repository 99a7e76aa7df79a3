#ifndef NEXCYTE_FCGI_CONTEXT_H_
#define NEXCYTE_FCGI_CONTEXT_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/calendar_hint.h"
#include "domain/calendar_sweep.h"
#include "domain/outbox_queue.h"
#include "domain/providers.h"
#include "domain/shared_slots.h"
#include "domain/tenant_stores.h"
#include "domain/throttle.h"
#include "domain/token.h"
#include "domain/upkeep.h"
#include "domain/use_cases/dispatch_notifications.h"
#include "domain/use_cases/offered_start.h"
#include "domain/use_cases/reconcile_bookings.h"
#include "domain/use_cases/record_delivery.h"
#include "fcgi/config.h"
#include "fcgi/form.h"
#include "fcgi/http.h"
#include "fcgi/metrics.h"
#include "fcgi/router.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::fcgi {

class TimedClient;

// What only the internal pool has.
struct InternalParts {
  domain::OutboxQueue& queue;
  domain::DueIntents& due_intents;
  domain::CalendarHints& hints;
  domain::CalendarSweeps& sweeps;
  domain::MessageSender& sender;
  domain::SentMailLookup* lookup;       // null without MAILGUN_EVENTS_API_KEY
  domain::SentTextLookup* text_lookup;  // null while SMS is off
  domain::DispatchSettings dispatch;
  domain::Upkeep& upkeep;
};

// What a worker thread owns, as the handlers see it. Lives as long as the thread.
struct Parts {
  const Config& config;
  const views::Renderer& renderer;
  Metrics& metrics;
  domain::TenantStores& stores;
  domain::Throttle& throttle;
  domain::Entropy& entropy;
  domain::CalendarOf calendar_of;  // empty in the portal pool
  domain::SlotCache& slot_cache;
  TimedClient& http;                                        // calls to Cal.com and the others
  std::unique_ptr<InternalParts> internal;                  // of the internal pool
  std::unique_ptr<domain::DeliveryDirectory> deliveries{};  // of the internal pool
  std::function<bool()> is_ready;                           // the database answers
};

// One request on its way through App::Handle: what the steps before the handler have found out.
struct Context {
  Context(Parts& parts_in, const Request& request_in, const Route* route_in)
      : parts(parts_in), request(request_in), route(route_in) {}

  Parts& parts;
  const Request& request;
  const Route* route;                          // null: none matched
  std::unique_ptr<domain::TenantStore> store;  // of a tenant's site
  std::optional<domain::SessionId> session;
  std::optional<domain::Actor> actor;
  int unread_notices = 0;                // of the person, for a page
  std::optional<std::string> token;      // clear: the session's, else the visitor cookie's
  std::vector<std::string> set_cookies;  // Set-Cookie lines of the answer
  std::optional<Fields> form;            // of a page's POST, read once

  const domain::Tenant& tenant() const { return store->tenant(); }
  // The signed-in person: there is one on every route whose access demands it.
  const domain::Actor& person() const { return actor.value(); }
  domain::CalendarProvider& calendar() const { return parts.calendar_of(tenant()); }
  domain::SharedSlots slots() const { return {parts.slot_cache, calendar()}; }
  domain::OfferingCalendar offering() const { return {calendar(), parts.slot_cache}; }
  // The person's wall clock, else the tenant's.
  const std::string& time_zone() const {
    return actor && !actor->time_zone.empty() ? actor->time_zone : tenant().default_time_zone;
  }
  // `/t/{tenant}` + rest
  std::string Path(const std::string& rest) const { return "/t/" + tenant().slug + rest; }
  // The proof that the answer's forms carry: of the session, else of the visitor's own cookie,
  // which is set where there is none yet.
  std::string CsrfToken();
  views::Layout Layout();
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_CONTEXT_H_
