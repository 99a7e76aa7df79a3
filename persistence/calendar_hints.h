#ifndef NEXCYTE_PERSISTENCE_CALENDAR_HINTS_H_
#define NEXCYTE_PERSISTENCE_CALENDAR_HINTS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/calendar_hint.h"
#include "persistence/connection.h"
#include "persistence/outbox_queue.h"

namespace nexcyte::persistence {

// The channel that is rung when a hint was added.
inline constexpr char kHintChannel[] = "nx_calendar_hint";

// Hints in the inbox of webhooks. Of a delivery only what the hint says is kept: it names people.
class PgCalendarHints final : public domain::CalendarHints {
 public:
  explicit PgCalendarHints(Connection& connection) : callbacks_(connection), session_(connection) {}

  bool Add(const domain::Digest& mark, const domain::CalendarHint& hint) override;
  std::vector<domain::DueHint> Lease(int limit) override;
  void Finish(const domain::InboxId& id, const std::string& problem) override;
  void TryAgain(const domain::InboxId& id, std::chrono::seconds wait) override;
  std::optional<std::pair<domain::TenantId, domain::BookingId>> OwnerOf(
      const domain::CalendarHint& hint) override;

 private:
  CallbackDirectory callbacks_;
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_CALENDAR_HINTS_H_
