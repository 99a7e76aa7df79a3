#ifndef NEXCYTE_FCGI_OUTBOUND_TIMED_CLIENT_H_
#define NEXCYTE_FCGI_OUTBOUND_TIMED_CLIENT_H_

#include <chrono>
#include <utility>

#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// Another client, and how long it has been out: what of a request's time was not ours.
class TimedClient final : public HttpClient {
 public:
  // `client` must outlive it.
  explicit TimedClient(HttpClient& client) : client_(client) {}

  void Exchange(HttpFlow& flow) override {
    const Leg leg{out_};
    client_.Exchange(flow);
  }

  // Since the last time this was asked.
  std::chrono::microseconds TakeTimeOut() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::exchange(out_, Clock::duration::zero()));
  }

 private:
  using Clock = std::chrono::steady_clock;

  // Counts until its scope ends, however that is.
  struct Leg {
    explicit Leg(Clock::duration& out_in) : out(out_in) {}
    ~Leg() { out += Clock::now() - began; }
    Leg(const Leg&) = delete;
    Leg& operator=(const Leg&) = delete;
    Clock::duration& out;
    const Clock::time_point began = Clock::now();
  };

  HttpClient& client_;
  Clock::duration out_ = Clock::duration::zero();
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_TIMED_CLIENT_H_
