#ifndef NEXCYTE_TESTS_USE_CASES_DISPATCH_WORLD_H_
#define NEXCYTE_TESTS_USE_CASES_DISPATCH_WORLD_H_

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "domain/use_cases/dispatch_notifications.h"
#include "persistence/database.h"
#include "persistence/outbox_queue.h"
#include "tests/persistence/fresh_database.h"
#include "tests/support/two_tenants.h"

namespace nexcyte::testing {

// Mailgun, as the dispatcher sees it: keeps every mail and answers what the test wants.
class FakeMail final : public domain::EmailSender {
 public:
  std::vector<domain::SendResult> Send(std::span<const domain::Email> mails) override;

  std::vector<domain::Email> sent;
  std::vector<std::size_t> waves;
  std::function<domain::SendResult(const domain::Email&)> answer;
};

// The real queue, with a hook between the lease and whatever follows it.
class HookedQueue final : public domain::OutboxQueue {
 public:
  explicit HookedQueue(persistence::Connection& connection) : queue_(connection) {}

  std::vector<domain::OutboxMessage> Lease(int limit, std::chrono::seconds lease) override;
  std::vector<domain::OutboxId> MarkCallStarted(
      std::span<const domain::OutboxMessage> wave) override;
  bool Settle(const domain::Settlement& settlement) override;
  std::int64_t CountRemaining() override { return queue_.CountRemaining(); }

  std::function<void()> after_lease;
  std::function<void()> before_settle;

 private:
  persistence::PgOutboxQueue queue_;
};

// A queue of this test's own: leases do not stop at tenants.
class DispatchWorld {
 public:
  DispatchWorld();

  FreshDatabase fresh;
  TwoTenants people;
  persistence::Database database;
  HookedQueue queue;
  FakeMail mail;
  std::function<domain::Timestamp()> clock;
  domain::DispatchSettings settings;

  domain::DispatchReport Dispatch();

  // Arranging, beside the code under test.
  std::string AddBooking(const domain::Tenant& tenant, const domain::Actor& attendee);
  void AddAccountMail(const std::string& event_key, const std::string& secret,
                      const std::string& channel = "email");
  void AddTemplate(const std::string& event_key, const std::string& subject,
                   const std::string& text);
  // The only outbox row of an event: a column of it.
  std::string Row(const std::string& event_key, const std::string& column);
};

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_USE_CASES_DISPATCH_WORLD_H_
