#ifndef NEXCYTE_PERSISTENCE_SLOT_CACHE_H_
#define NEXCYTE_PERSISTENCE_SLOT_CACHE_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/slot_cache.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// nx_slot_cache. A trigger makes old what a changed booking touches, and takes the row's ticket: an
// answer that was asked for before the change is then not kept.
class PgSlotCache final : public domain::SlotCache {
 public:
  explicit PgSlotCache(Connection& connection) : session_(connection) {}

  std::optional<std::vector<domain::Slot>> Find(const domain::SlotKey& key,
                                                std::chrono::seconds age) override;
  std::optional<std::string> Claim(const domain::SlotKey& key, std::chrono::seconds age) override;
  void Put(const domain::SlotKey& key, const std::string& ticket,
           const std::vector<domain::Slot>& slots) override;
  void GiveBack(const domain::SlotKey& key, const std::string& ticket) override;
  void Forget(domain::CalEventTypeId event_type_id) override;

 private:
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_SLOT_CACHE_H_
