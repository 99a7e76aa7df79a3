#include "domain/use_cases/notices.h"

#include <utility>

#include "domain/compose_message.h"

namespace nexcyte::domain {
namespace {

Notice Tell(StoredNotice stored, const Actor& actor, const Tenant& tenant,
            const SchedulingSettings& settings, const std::string& base_domain, Timestamp now) {
  stored.material.hour_cycle = actor.hour_cycle;
  MessageTexts texts =
      ComposeNotice(stored.message, stored.material, tenant, settings, base_domain, now);
  return {.id = stored.message.id,
          .booking = stored.message.booking.value(),
          .at = stored.at,
          .is_read = stored.is_read,
          .title = std::move(texts.subject),
          .text = std::move(texts.text)};
}

}  // namespace

NoticePage ListNotices(TenantStore& store, const Actor& actor, const NoticeQuery& query,
                       const std::string& base_domain, Timestamp now) {
  SchedulingSettings settings;
  StoredNoticePage stored = store.Read([&](UnitOfWork& unit) {
    settings = unit.settings().Load();
    return unit.notices().List(query);
  });
  NoticePage page;
  page.next_cursor = std::move(stored.next_cursor);
  page.notices.reserve(stored.notices.size());
  for (StoredNotice& one : stored.notices) {
    page.notices.push_back(Tell(std::move(one), actor, store.tenant(), settings, base_domain, now));
  }
  return page;
}

void MarkAllNoticesRead(TenantStore& store) {
  store.Transact([](UnitOfWork& unit) { unit.notices().MarkAllRead(); });
}

int MarkNoticesRead(TenantStore& store, const BookingId& booking) {
  return store.Transact([&](UnitOfWork& unit) { return unit.notices().MarkRead(booking); });
}

}  // namespace nexcyte::domain
