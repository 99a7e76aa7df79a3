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

// Mailgun and Twilio, as the dispatcher sees them: keep every message and answer what the test
// wants, up to `at_once` of them after the same pause for thought.
class FakeSender final : public domain::MessageSender {
 public:
  void Send(domain::MessageFlow& flow) override;

  std::vector<domain::Email> sent;
  std::vector<domain::Sms> texts;
  std::size_t at_once = 64;
  std::vector<std::size_t> waves;
  std::function<domain::SendResult(const domain::Email&)> answer;
  std::function<domain::SendResult(const domain::Sms&)> text_answer;

 private:
  domain::SendResult AnswerTo(const domain::OutgoingMessage& message);
};

// What Mailgun knows of mails in doubt.
class FakeLookup final : public domain::SentMailLookup {
 public:
  domain::SentMail Find(const std::string& message_id, domain::Timestamp) override {
    asked.push_back(message_id);
    return answer;
  }

  std::vector<std::string> asked;
  domain::SentMail answer;
};

// And Twilio of text messages.
class FakeTextLookup final : public domain::SentTextLookup {
 public:
  domain::SentMail Find(const domain::Sms& sms, domain::Timestamp) override {
    asked.push_back(sms);
    return answer;
  }

  std::vector<domain::Sms> asked;
  domain::SentMail answer;
};

// The real queue, with a hook between the lease and whatever follows it.
class HookedQueue final : public domain::OutboxQueue {
 public:
  explicit HookedQueue(persistence::Connection& connection) : queue_(connection) {}

  std::vector<domain::OutboxMessage> Lease(int limit, std::chrono::seconds lease,
                                           std::span<const domain::Channel> channels) override;
  std::vector<domain::OutboxId> MarkCallStarted(
      std::span<const domain::OutboxMessage> wave) override;
  std::vector<domain::OutboxId> Settle(std::span<const domain::Settlement> settlements) override;
  bool Pause(domain::Channel channel, std::chrono::milliseconds wait,
             const std::string& reason) override {
    return queue_.Pause(channel, wait, reason);
  }
  void Resume(domain::Channel channel) override { queue_.Resume(channel); }
  void NoteOptOut(const std::string& phone) override { queue_.NoteOptOut(phone); }
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
  FakeSender mail;
  FakeLookup lookup;
  FakeTextLookup text_lookup;
  bool can_look_up = true;
  std::function<domain::Timestamp()> clock;
  domain::DispatchSettings settings;

  domain::DispatchReport Dispatch();
  domain::DispatchTools Tools();

  // Later, for the database and for us.
  void MoveOn(const std::string& time);

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
