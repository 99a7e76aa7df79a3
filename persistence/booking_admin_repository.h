#ifndef NEXCYTE_PERSISTENCE_BOOKING_ADMIN_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_BOOKING_ADMIN_REPOSITORY_H_

#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

class PgBookingAdminRepository final : public domain::BookingAdminRepository {
 public:
  explicit PgBookingAdminRepository(Session& session) : session_(session) {}

  domain::BookingListPage List(const domain::BookingListQuery& query) override;
  std::vector<domain::Membership> FindPeople(const std::string& text, int limit) override;
  std::vector<domain::BookingAct> Asked(const domain::BookingId& id) override;

 private:
  // Those of the page and one more at least, in the order in which they are fetched.
  std::vector<domain::Booking> Fetch(const domain::BookingListQuery& query);

  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_BOOKING_ADMIN_REPOSITORY_H_
