#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_SEND_MAILS_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_SEND_MAILS_H_

#include <utility>
#include <vector>

#include "fcgi/outbound/message_sender.h"

namespace nexcyte::fcgi {

// Messages that are all there from the beginning; results[i] belongs to messages[i].
class FixedFlow final : public domain::MessageFlow {
 public:
  explicit FixedFlow(std::vector<domain::OutgoingMessage> messages)
      : results(messages.size()), messages_(std::move(messages)) {}

  std::optional<domain::OutgoingMessage> Next() override {
    return next_ < messages_.size() ? std::optional(messages_[next_++]) : std::nullopt;
  }
  void Done(std::size_t number, domain::SendResult result) override {
    results.at(number) = std::move(result);
  }

  std::vector<domain::SendResult> results;

 private:
  std::vector<domain::OutgoingMessage> messages_;
  std::size_t next_ = 0;
};

inline std::vector<domain::SendResult> SendMails(HttpClient& http, const Mailgun& mailgun,
                                                 const std::vector<domain::Email>& mails) {
  FixedFlow flow({mails.begin(), mails.end()});
  ProviderSender(http, mailgun, nullptr).Send(flow);
  return std::move(flow.results);
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_SEND_MAILS_H_
