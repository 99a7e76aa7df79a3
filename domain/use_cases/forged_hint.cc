#include "domain/use_cases/forged_hint.h"

#include <chrono>

#include "domain/use_cases/allowance.h"

namespace nexcyte::domain {
namespace {

constexpr Allowance kEntries{"webhook.refused", 5, std::chrono::seconds(60)};

}  // namespace

void NoteForgedHint(TenantStores& stores, CalendarHints& hints, Throttle& throttle,
                    const CalendarHint& hint, const std::string& how) {
  const auto owner = hints.OwnerOf(hint);
  if (!owner) {
    return;
  }
  const auto& [tenant, booking] = *owner;
  const auto store = stores.ForSystem(tenant);
  if (!MayTry(throttle, kEntries, store->tenant(), "calcom")) {
    return;
  }
  const AuditEntry entry{.actor = {},
                         .action = "webhook.refused",
                         .subject = booking.str(),
                         .details = {{"provider", "calcom"}, {"how", how}}};
  store->Transact([&](UnitOfWork& unit) { unit.audit().Append(entry); });
}

}  // namespace nexcyte::domain
