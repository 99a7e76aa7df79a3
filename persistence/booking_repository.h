#ifndef NEXCYTE_PERSISTENCE_BOOKING_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_BOOKING_REPOSITORY_H_

#include <optional>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/read_ahead.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

// The statement behind ListMine, for a pipeline. Refuses kInvalid (limit, cursor).
Step ListMineStep(const domain::BookingQuery& query);
domain::BookingPage ReadPage(const RowList& rows, const domain::BookingQuery& query);

class PgBookingRepository final : public domain::BookingRepository {
 public:
  // `ahead` may be null; it must outlive the repository.
  PgBookingRepository(Session& session, ReadAhead* ahead) : session_(session), ahead_(ahead) {}

  std::optional<domain::Booking> Find(const domain::BookingId& id) override;
  std::optional<domain::Booking> FindForUpdate(const domain::BookingId& id) override;
  domain::BookingPage ListMine(const domain::BookingQuery& query) override;
  int CountOpen(const domain::UserId& attendee, const std::string& purpose) override;
  std::vector<domain::BookingTrace> ListStarting(const domain::TimeRange& range) override;
  void Insert(const domain::Booking& booking) override;
  domain::Booking Update(const domain::Booking& booking) override;
  void AddHistory(const domain::BookingId& id, const domain::BookingHistoryEntry& entry) override;
  std::vector<domain::BookingHistoryEntry> History(const domain::BookingId& id) override;

 private:
  Session& session_;
  ReadAhead* ahead_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_BOOKING_REPOSITORY_H_
