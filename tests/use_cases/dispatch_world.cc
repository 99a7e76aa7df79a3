#include "tests/use_cases/dispatch_world.h"

#include <chrono>
#include <utility>
#include <variant>

namespace nexcyte::testing {

void FakeSender::Send(domain::MessageFlow& flow) {
  std::size_t number = 0;
  while (true) {
    std::vector<domain::OutgoingMessage> wave;
    while (wave.size() < at_once) {
      auto next = flow.Next();
      if (!next) {
        break;
      }
      wave.push_back(*std::move(next));
    }
    if (wave.empty()) {
      return;
    }
    waves.push_back(wave.size());
    for (const domain::OutgoingMessage& message : wave) {
      flow.Done(number++, AnswerTo(message));
    }
  }
}

domain::SendResult FakeSender::AnswerTo(const domain::OutgoingMessage& message) {
  domain::SendResult accepted;
  accepted.outcome = domain::SendOutcome::kAccepted;
  if (const auto* text = std::get_if<domain::Sms>(&message)) {
    texts.push_back(*text);
    accepted.provider_id = "SM" + text->id.str();
    return text_answer ? text_answer(*text) : accepted;
  }
  const auto& mail = std::get<domain::Email>(message);
  sent.push_back(mail);
  accepted.provider_id = "<" + mail.message_id + ">";
  return answer ? answer(mail) : accepted;
}

std::vector<domain::OutboxMessage> HookedQueue::Lease(int limit, std::chrono::seconds lease,
                                                      std::span<const domain::Channel> channels) {
  auto messages = queue_.Lease(limit, lease, channels);
  if (after_lease && !messages.empty()) {
    after_lease();
  }
  return messages;
}

std::vector<domain::OutboxId> HookedQueue::MarkCallStarted(
    std::span<const domain::OutboxMessage> wave) {
  return queue_.MarkCallStarted(wave);
}

std::vector<domain::OutboxId> HookedQueue::Settle(std::span<const domain::Settlement> settlements) {
  if (before_settle) {
    before_settle();
  }
  return queue_.Settle(settlements);
}

DispatchWorld::DispatchWorld()
    : people(fresh.Url(SuperuserUrl())),
      database({.url = fresh.Url(DispatchUrl()), .keep_statements = true}),
      queue(database.connection()),
      clock([] {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
      }) {
  settings.identity = {.base_domain = "nexcyte.test:8443",
                       .from_address = "no-reply@mg.nexcyte.test",
                       .mail_domain = "mg.nexcyte.test"};
  settings.sms_on = true;
}

domain::DispatchTools DispatchWorld::Tools() {
  return {queue,
          database,
          mail,
          can_look_up ? &lookup : nullptr,
          can_look_up ? &text_lookup : nullptr,
          [this] { return clock(); },
          [] { return 1.0; }};
}

domain::DispatchReport DispatchWorld::Dispatch() {
  const domain::DispatchTools tools = Tools();
  return DispatchNotifications(tools, settings);
}

void DispatchWorld::MoveOn(const std::string& time) {
  fresh.MoveClock(time);
  const std::chrono::seconds ahead(std::stol(
      people.sql().Text("select extract(epoch from nx.now() - clock_timestamp())::bigint")));
  clock = [ahead] {
    return ahead + std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  };
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
