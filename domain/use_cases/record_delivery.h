#ifndef NEXCYTE_DOMAIN_USE_CASES_RECORD_DELIVERY_H_
#define NEXCYTE_DOMAIN_USE_CASES_RECORD_DELIVERY_H_

#include <optional>
#include <string>
#include <utility>

#include "domain/delivery.h"
#include "domain/tenant_stores.h"

namespace nexcyte::domain {

// What is asked and written before a tenant is known. One thread at a time.
class DeliveryDirectory {
 public:
  virtual ~DeliveryDirectory() = default;
  virtual std::optional<TenantId> TenantOfMessage(const OutboxId& id) = 0;
  virtual std::optional<std::pair<TenantId, OutboxId>> MessageOfProviderId(
      const std::string& provider_id) = 0;
  // A number whose owner wants no text messages, of no tenant.
  virtual void NoteOptOut(const std::string& number) = 0;
  // A person's own STOP or START; `message` is its mark. False: it has been here before.
  virtual bool ReceiveOptOut(const Digest& message, const std::string& number, bool out) = 0;
};

// Writes what a provider tells of a message of ours: the row's state, and whom not to write to any
// more. The marks and the effects are one transaction, so that a report that failed counts when it
// is repeated. A report that fits no row of ours changes nothing. What was never sent is sent once
// more, later, by a row of its own. True when it was used.
bool RecordDelivery(TenantStores& stores, DeliveryDirectory& directory,
                    const DeliveryReport& report);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_RECORD_DELIVERY_H_
