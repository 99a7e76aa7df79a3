#ifndef NEXCYTE_PERSISTENCE_RESERVATION_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_RESERVATION_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/read_ahead.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

// The statement behind ListOf for the person of the request, for a pipeline.
Step ListOwnHoldsStep();
std::vector<domain::Reservation> ReadReservations(const RowList& rows);

class PgReservationRepository final : public domain::ReservationRepository {
 public:
  // `ahead` may be null; it must outlive the repository.
  PgReservationRepository(Session& session, ReadAhead* ahead) : session_(session), ahead_(ahead) {}

  domain::ReservationId Insert(const domain::Reservation& reservation) override;
  std::optional<domain::Reservation> Find(const domain::ReservationId& id) override;
  bool IsKnown(const domain::ReservationId& id) override;
  void Extend(const domain::ReservationId& id, domain::Timestamp expires_at) override;
  void SetCalendarUid(const domain::ReservationId& id,
                      const std::string& cal_reservation_uid) override;
  void Finish(const domain::ReservationId& id,
              const std::optional<domain::BookingId>& booking) override;
  std::optional<domain::BookingId> BookingOf(const domain::ReservationId& id) override;
  std::vector<domain::Reservation> ListOf(const domain::UserId& user) override;

 private:
  Session& session_;
  ReadAhead* ahead_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_RESERVATION_REPOSITORY_H_
