#ifndef NEXCYTE_PERSISTENCE_SLOT_CLAIM_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_SLOT_CLAIM_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgSlotClaimRepository final : public domain::SlotClaimRepository {
 public:
  explicit PgSlotClaimRepository(Session& session) : session_(session) {}

  domain::SlotTaking Take(const domain::SlotClaim& claim,
                          const std::optional<domain::ReservationId>& instead_of) override;
  void Free(domain::CalEventTypeId cal_event_type_id, domain::Timestamp start,
            const std::string& owner) override;
  std::vector<domain::SlotClaim> ListTaken(domain::CalEventTypeId cal_event_type_id,
                                           const domain::TimeRange& range) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_SLOT_CLAIM_REPOSITORY_H_
