#include "domain/use_cases/record_delivery.h"

#include <algorithm>
#include <chrono>

namespace nexcyte::domain {
namespace {

// twilio.md section 2.2: at the earliest.
constexpr std::chrono::minutes kWaitForRoom{15};

bool IsNew(UnitOfWork& unit, const DeliveryReport& report) {
  return std::all_of(report.marks.begin(), report.marks.end(), [&](const Digest& mark) {
    return unit.deliveries().TakeOnce(report.provider, mark);
  });
}

bool Record(UnitOfWork& unit, const DeliveryReport& report) {
  if (!IsNew(unit, report)) {
    return false;
  }
  const auto row = unit.deliveries().FindForUpdate(report.id);
  if (!row || !Fits(report, *row)) {
    return false;
  }
  if (report.suppress) {
    unit.deliveries().Suppress(row->channel, row->recipient, *report.suppress);
  }
  if (MovesForward(*row, report.state)) {
    unit.deliveries().Move(report.id, report.state, report.provider_id, report.error);
    if (report.was_never_sent) {
      unit.deliveries().SendOnceMore(report.id, kWaitForRoom, "waited_for_room");
    }
  }
  return true;
}

}  // namespace

bool RecordDelivery(TenantStores& stores, DeliveryDirectory& directory,
                    const DeliveryReport& report) {
  const std::optional<TenantId> tenant = directory.TenantOfMessage(report.id);
  if (!tenant) {
    return false;
  }
  const auto store = stores.ForSystem(*tenant);
  const bool used = store->Transact([&](UnitOfWork& unit) { return Record(unit, report); });
  if (used && report.opted_out) {
    directory.NoteOptOut(report.recipient);
  }
  return used;
}

}  // namespace nexcyte::domain
