#ifndef NEXCYTE_PERSISTENCE_RESERVATION_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_RESERVATION_REPOSITORY_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgReservationRepository final : public domain::ReservationRepository {
 public:
  explicit PgReservationRepository(Session& session) : session_(session) {}

  domain::ReservationId Insert(const domain::Reservation& reservation) override;
  std::optional<domain::Reservation> Find(const domain::ReservationId& id) override;
  bool IsKnown(const domain::ReservationId& id) override;
  void Extend(const domain::ReservationId& id, domain::Timestamp expires_at) override;
  void SetCalendarUid(const domain::ReservationId& id,
                      const std::string& cal_reservation_uid) override;
  void Finish(const domain::ReservationId& id) override;
  std::vector<domain::Reservation> ListOf(const domain::UserId& user) override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_RESERVATION_REPOSITORY_H_
