#include "fcgi/outbound/message_sender.h"

#include <utility>
#include <variant>
#include <vector>

namespace nexcyte::fcgi {
namespace {

using domain::SendOutcome;
using domain::SendResult;
using Prepared = std::variant<HttpRequest, SendResult>;

// Turns a flow of messages into one of requests. A message that no request can be made of is done
// at once.
class Translation final : public HttpFlow {
 public:
  Translation(domain::MessageFlow& flow, const Mailgun& mailgun, const Twilio* twilio)
      : flow_(flow), mailgun_(mailgun), twilio_(twilio) {}

  std::optional<HttpRequest> Next() override {
    while (auto message = flow_.Next()) {
      const std::size_t number = taken_++;
      const bool is_mail = std::holds_alternative<domain::Email>(*message);
      Prepared prepared = Prepare(*message);
      if (auto* request = std::get_if<HttpRequest>(&prepared)) {
        requested_.push_back({number, is_mail});
        return std::move(*request);
      }
      flow_.Done(number, std::get<SendResult>(std::move(prepared)));
    }
    return std::nullopt;
  }

  void Done(std::size_t number, HttpResult result) override {
    const Requested& one = requested_.at(number);
    flow_.Done(one.number, one.is_mail ? mailgun_.Read(result) : twilio_->Read(result));
  }

 private:
  struct Requested {
    std::size_t number;  // of the message
    bool is_mail;
  };

  Prepared Prepare(const domain::OutgoingMessage& message) const {
    if (const auto* mail = std::get_if<domain::Email>(&message)) {
      return mailgun_.Prepare(*mail);
    }
    if (twilio_ == nullptr) {
      return SendResult{
          .outcome = SendOutcome::kConfiguration, .provider_id = {}, .error = "sms_off"};
    }
    return twilio_->Prepare(std::get<domain::Sms>(message));
  }

  domain::MessageFlow& flow_;
  const Mailgun& mailgun_;
  const Twilio* twilio_;
  std::size_t taken_ = 0;
  std::vector<Requested> requested_;  // by number of the request
};

}  // namespace

void ProviderSender::Send(domain::MessageFlow& flow) {
  Translation translation(flow, mailgun_, twilio_);
  http_.Exchange(translation);
}

}  // namespace nexcyte::fcgi
