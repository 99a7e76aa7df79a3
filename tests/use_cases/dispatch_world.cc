#include "tests/use_cases/dispatch_world.h"

#include <chrono>

namespace nexcyte::testing {

std::vector<domain::SendResult> FakeMail::Send(std::span<const domain::Email> mails) {
  std::vector<domain::SendResult> results;
  waves.push_back(mails.size());
  for (const domain::Email& one : mails) {
    sent.push_back(one);
    results.push_back(answer ? answer(one)
                             : domain::SendResult{domain::SendOutcome::kAccepted,
                                                  "<" + one.message_id + ">",
                                                  {},
                                                  std::chrono::seconds(0)});
  }
  return results;
}

std::vector<domain::OutboxMessage> HookedQueue::Lease(int limit, std::chrono::seconds lease) {
  auto messages = queue_.Lease(limit, lease);
  if (after_lease && !messages.empty()) {
    after_lease();
  }
  return messages;
}

std::vector<domain::OutboxId> HookedQueue::MarkCallStarted(
    std::span<const domain::OutboxMessage> wave) {
  return queue_.MarkCallStarted(wave);
}

bool HookedQueue::Settle(const domain::Settlement& settlement) {
  if (before_settle) {
    before_settle();
  }
  return queue_.Settle(settlement);
}

DispatchWorld::DispatchWorld()
    : people(fresh.Url(SuperuserUrl())),
      database({.url = fresh.Url(DispatchUrl()), .keep_statements = true}),
      queue(database.connection()),
      clock([] {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
      }) {
  settings.base_domain = "nexcyte.test:8443";
  settings.from_address = "no-reply@mg.nexcyte.test";
  settings.mail_domain = "mg.nexcyte.test";
}

domain::DispatchReport DispatchWorld::Dispatch() {
  const domain::DispatchTools tools{queue, database, mail, clock, [] { return 1.0; }};
  return DispatchNotifications(tools, settings);
}

std::string DispatchWorld::AddBooking(const domain::Tenant& tenant, const domain::Actor& attendee) {
  return people.sql().Text(
      "insert into nx.nx_scheduler_booking (tenant_id, purpose, cal_event_type_id, status,"
      " start_at, end_at, time_zone, attendee_user_id, attendee_email, attendee_name, location)"
      " values ($1, 'intro_call', 1, 'scheduled', '2099-11-23T13:30Z', '2099-11-23T14:00Z',"
      " 'Asia/Kolkata', $2, $3, $4, 'Main street 1') returning uid",
      {tenant.id.str(), attendee.user.str(), attendee.email, attendee.name});
}

void DispatchWorld::AddAccountMail(const std::string& event_key, const std::string& secret,
                                   const std::string& channel) {
  people.sql().Run(
      "insert into nx.nx_notification_outbox (tenant_id, event_key, channel, recipient_kind,"
      " recipient, secret, expires_at) values ($1, $2, $3, 'account', 'ada@acme.test',"
      " nullif($4, ''), nx.now() + interval '1 hour')",
      {people.acme.id.str(), event_key, channel, secret});
}

void DispatchWorld::AddTemplate(const std::string& event_key, const std::string& subject,
                                const std::string& text) {
  people.sql().Run(
      "insert into nx.nx_notification_template (tenant_id, event_key, channel, subject_template,"
      " body_text_template, body_html_template) values ($1, $2, 'email', $3, $4, $4)",
      {people.acme.id.str(), event_key, subject, text});
}

std::string DispatchWorld::Row(const std::string& event_key, const std::string& column) {
  return people.sql().Text("select " + column +
                               " from nx.nx_notification_outbox where event_key = $1"
                               " and channel <> 'in_app'",
                           {event_key});
}

}  // namespace nexcyte::testing
