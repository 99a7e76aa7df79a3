#include "fcgi/routes.h"

#include <algorithm>
#include <iterator>

#include "domain/error.h"
#include "fcgi/handlers/account.h"
#include "fcgi/handlers/admin_audit.h"
#include "fcgi/handlers/admin_bookings.h"
#include "fcgi/handlers/admin_branding.h"
#include "fcgi/handlers/admin_event_types.h"
#include "fcgi/handlers/admin_members.h"
#include "fcgi/handlers/admin_outbox.h"
#include "fcgi/handlers/admin_settings.h"
#include "fcgi/handlers/admin_templates.h"
#include "fcgi/handlers/book_for.h"
#include "fcgi/handlers/bookings.h"
#include "fcgi/handlers/calcom_webhook.h"
#include "fcgi/handlers/health.h"
#include "fcgi/handlers/internal.h"
#include "fcgi/handlers/mailgun_webhook.h"
#include "fcgi/handlers/notices.h"
#include "fcgi/handlers/password.h"
#include "fcgi/handlers/reschedule.h"
#include "fcgi/handlers/schedule.h"
#include "fcgi/handlers/schedule_api.h"
#include "fcgi/handlers/sign_in.h"
#include "fcgi/handlers/sign_up.h"
#include "fcgi/handlers/site.h"
#include "fcgi/handlers/templates_api.h"
#include "fcgi/handlers/twilio_webhook.h"

namespace nexcyte::fcgi {

// A table, one row per route, however long it gets.
// NOLINTNEXTLINE(readability-function-size)
std::vector<Route> Routes() {
  using enum Method;
  using enum Access;
  using enum Format;
  constexpr Pool kPortal = Pool::kPortal;
  constexpr Pool kCalendar = Pool::kCalendar;
  return {
      // Getting in and out.
      {kGet, "/login", kVisitor, kPage, kPortal, ShowSignIn},
      {kPost, "/login", kVisitor, kPage, kPortal, DoSignIn},
      {kPost, "/logout", kVisitor, kPage, kPortal, DoSignOut},
      {kGet, "/signup", kVisitor, kPage, kPortal, ShowSignUp},
      {kPost, "/signup", kVisitor, kPage, kPortal, DoSignUp},
      {kGet, "/verify", kVisitor, kPage, kPortal, ShowVerify},
      {kPost, "/verify", kVisitor, kPage, kPortal, DoVerify},
      {kGet, "/forgot", kVisitor, kPage, kPortal, ShowForgot},
      {kPost, "/forgot", kVisitor, kPage, kPortal, DoForgot},
      {kGet, "/reset", kVisitor, kPage, kPortal, ShowReset},
      {kPost, "/reset", kVisitor, kPage, kPortal, DoReset},
      {kGet, "/invite", kVisitor, kPage, kPortal, ShowInvite},
      {kPost, "/invite", kVisitor, kPage, kPortal, AcceptInvite},
      {kGet, "/brand.css", kVisitor, kPage, kPortal, ShowBrandCss},
      {kGet, "/logo/{logo}", kVisitor, kPage, kPortal, ShowLogo},

      // Short forms.
      {kGet, "/", kMember, kPage, kPortal, GoToSchedule},
      {kGet, "/schedule", kMember, kPage, kPortal, GoToSchedule},
      {kGet, "/bookings", kMember, kPage, kPortal, GoToBookings},
      {kGet, "/admin", kStaff, kPage, kPortal, GoToAdmin},

      // Pages of a member.
      {kGet, "/t/{tenant}", kMember, kPage, kPortal, GoToSchedule},
      {kGet, "/t/{tenant}/", kMember, kPage, kPortal, GoToSchedule},
      {kGet, "/t/{tenant}/schedule", kMember, kPage, kCalendar, ShowPurposes},
      {kGet, "/t/{tenant}/schedule/{purpose}", kMember, kPage, kCalendar, ShowSlots},
      {kPost, "/t/{tenant}/schedule/{purpose}", kMember, kPage, kCalendar, HoldOrBook},
      {kGet, "/t/{tenant}/schedule/confirm/{reservation}", kMember, kPage, kCalendar, ShowConfirm},
      {kPost, "/t/{tenant}/schedule/confirm/{reservation}", kMember, kPage, kCalendar, DoConfirm},
      {kGet, "/t/{tenant}/bookings", kMember, kPage, kPortal, ShowBookings},
      {kGet, "/t/{tenant}/bookings/{id}", kMember, kPage, kPortal, ShowOneBooking},
      {kGet, "/t/{tenant}/bookings/{id}/calendar.ics", kMember, kPage, kPortal,
       DownloadCalendarEntry},
      {kGet, "/t/{tenant}/bookings/{id}/cancel", kMember, kPage, kCalendar, ShowCancel},
      {kPost, "/t/{tenant}/bookings/{id}/cancel", kMember, kPage, kCalendar, DoCancel},
      {kGet, "/t/{tenant}/bookings/{id}/reschedule", kMember, kPage, kCalendar, ShowReschedule},
      {kPost, "/t/{tenant}/bookings/{id}/reschedule", kMember, kPage, kCalendar, DoReschedule},
      {kGet, "/t/{tenant}/notices", kMember, kPage, kPortal, ShowNotices},
      {kPost, "/t/{tenant}/notices", kMember, kPage, kPortal, ReadNotices},
      {kGet, "/t/{tenant}/account", kMember, kPage, kPortal, ShowAccount},
      {kPost, "/t/{tenant}/account", kMember, kPage, kPortal, ChangeAccount},

      // Pages of staff.
      {kGet, "/t/{tenant}/admin/scheduling", kStaff, kPage, kCalendar, ShowSettings},
      {kPost, "/t/{tenant}/admin/scheduling", kStaff, kPage, kCalendar, ChangeSettings},
      {kGet, "/t/{tenant}/admin/scheduling/event-types", kStaff, kPage, kCalendar, ShowEventTypes},
      {kPost, "/t/{tenant}/admin/scheduling/event-types", kStaff, kPage, kCalendar, MapFromForm},
      {kGet, "/t/{tenant}/admin/scheduling/event-types/{purpose}/times", kStaff, kPage, kCalendar,
       ShowEventTypeTimes},
      {kGet, "/t/{tenant}/admin/scheduling/outbox", kStaff, kPage, kCalendar, ShowOutbox},
      {kPost, "/t/{tenant}/admin/scheduling/outbox", kStaff, kPage, kCalendar, ChangeOutbox},
      {kGet, "/t/{tenant}/admin/scheduling/bookings", kStaff, kPage, kCalendar, ShowAdminBookings},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/export.csv", kStaff, kPage, kCalendar,
       ExportAdminBookings},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/{id}", kStaff, kPage, kCalendar,
       ShowAdminBooking},
      {kPost, "/t/{tenant}/admin/scheduling/bookings/{id}", kStaff, kPage, kCalendar,
       ResendFromBooking},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/{id}/cancel", kStaff, kPage, kCalendar,
       ShowCancel},
      {kPost, "/t/{tenant}/admin/scheduling/bookings/{id}/cancel", kStaff, kPage, kCalendar,
       DoCancel},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/{id}/reschedule", kStaff, kPage, kCalendar,
       ShowReschedule},
      {kPost, "/t/{tenant}/admin/scheduling/bookings/{id}/reschedule", kStaff, kPage, kCalendar,
       DoReschedule},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/new", kStaff, kPage, kCalendar,
       ShowWhomToBookFor},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/new/{user}", kStaff, kPage, kCalendar,
       ShowWhatToBookFor},
      {kGet, "/t/{tenant}/admin/scheduling/bookings/new/{user}/{purpose}", kStaff, kPage, kCalendar,
       ShowSlotsFor},
      {kPost, "/t/{tenant}/admin/scheduling/bookings/new/{user}/{purpose}", kStaff, kPage,
       kCalendar, BookFor},
      {kGet, "/t/{tenant}/admin/scheduling/notifications", kStaff, kPage, kPortal, ShowTemplates},
      {kPost, "/t/{tenant}/admin/scheduling/notifications", kStaff, kPage, kPortal, ChangeTemplate},
      {kGet, "/t/{tenant}/admin/scheduling/notifications/preview", kStaff, kPage, kPortal,
       ShowTemplatePreview},
      {kPost, "/t/{tenant}/admin/scheduling/notifications/preview", kStaff, kPage, kPortal,
       PreviewTemplate},

      // Pages of admins.
      {kGet, "/t/{tenant}/admin/members", kAdmin, kPage, kPortal, ShowMembers},
      {kPost, "/t/{tenant}/admin/members", kAdmin, kPage, kPortal, ChangeInvitations},
      {kGet, "/t/{tenant}/admin/members/{member}", kAdmin, kPage, kPortal, ShowMember},
      {kPost, "/t/{tenant}/admin/members/{member}", kAdmin, kPage, kPortal, ChangeMember},
      {kGet, "/t/{tenant}/admin/branding", kAdmin, kPage, kPortal, ShowBranding},
      {kPost, "/t/{tenant}/admin/branding", kAdmin, kPage, kPortal, ChangeBranding},
      {kGet, "/t/{tenant}/admin/audit", kAdmin, kPage, kPortal, ShowAudit},
      {kGet, "/t/{tenant}/admin/audit/log.csv", kAdmin, kPage, kPortal, DownloadAudit},

      // The JSON API.
      {kGet, "/api/session", kMember, kJson, kPortal, ApiSession},
      {kGet, "/api/schedule/slots", kMember, kJson, kCalendar, ApiSlots},
      {kPost, "/api/schedule/reserve", kMember, kJson, kCalendar, ApiReserve},
      {kPost, "/api/schedule/book", kMember, kJson, kCalendar, ApiBook},
      {kPost, "/api/schedule/cancel", kMember, kJson, kCalendar, ApiCancel},
      {kPost, "/api/schedule/reschedule", kMember, kJson, kCalendar, ApiReschedule},
      {kGet, "/api/schedule/my-bookings", kMember, kJson, kPortal, ApiMyBookings},
      {kGet, "/api/admin/scheduling/settings", kStaff, kJson, kPortal, ApiSettings},
      {kPost, "/api/admin/scheduling/settings", kStaff, kJson, kCalendar, ApiChangeSettings},
      {kGet, "/api/admin/scheduling/event-types", kStaff, kJson, kPortal, ApiEventTypes},
      {kPost, "/api/admin/scheduling/event-types/upsert", kStaff, kJson, kCalendar,
       ApiMapEventType},
      {kGet, "/api/admin/notifications/templates", kStaff, kJson, kPortal, ApiTemplates},
      {kPost, "/api/admin/notifications/templates/upsert", kStaff, kJson, kPortal,
       ApiUpsertTemplate},

      // Machines.
      {kPost, "/api/internal/comms/dispatch", kInternal, kJson, Pool::kInternal, Dispatch},
      {kPost, "/api/internal/schedule/reconcile", kInternal, kJson, Pool::kInternal, Reconcile},
      {kPost, "/api/webhooks/calcom", kProvider, kJson, Pool::kInternal, ReceiveCalcom},
      {kPost, "/api/webhooks/mailgun", kProvider, kJson, Pool::kInternal, ReceiveMailgun},
      {kPost, "/api/webhooks/twilio/status", kProvider, kJson, Pool::kInternal,
       ReceiveTwilioStatus},
      {kPost, "/api/webhooks/twilio/inbound", kProvider, kJson, Pool::kInternal,
       ReceiveTwilioReply},
      {kGet, "/healthz", kLoopback, kJson, Pool::kInternal, ShowHealth},
      {kGet, "/readyz", kLoopback, kJson, Pool::kInternal, ShowReadiness},
      {kGet, "/metrics", kLoopback, kJson, Pool::kInternal, ShowMetrics},
      {kGet, "/metrics/portal", kLoopback, kJson, Pool::kPortal, ShowMetrics},
      {kGet, "/metrics/calendar", kLoopback, kJson, Pool::kCalendar, ShowMetrics},
  };
}

bool TakesFiles(const Route& route) { return route.handler == ChangeBranding; }

bool KeepsItsKey(const Route& route) {
  constexpr RouteHandler kOwn[] = {HoldOrBook,        DoConfirm,    DoCancel,   DoReschedule,
                                   ResendFromBooking, BookFor,      ApiReserve, ApiBook,
                                   ApiCancel,         ApiReschedule};
  return std::ranges::find(kOwn, route.handler) != std::end(kOwn);
}

std::optional<domain::BookingQuery> AheadOf(const Route& route, const Request& request) {
  try {
    if (route.handler == ApiMyBookings) {
      return MyBookingsQuery(request);
    }
    if (route.handler == ShowBookings) {
      return BookingsPageQuery(request);
    }
  } catch (const domain::Error&) {
    return std::nullopt;  // the handler reads it again and answers the refusal
  }
  return std::nullopt;
}

}  // namespace nexcyte::fcgi
