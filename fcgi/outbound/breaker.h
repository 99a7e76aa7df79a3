#ifndef NEXCYTE_FCGI_OUTBOUND_BREAKER_H_
#define NEXCYTE_FCGI_OUTBOUND_BREAKER_H_

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace nexcyte::fcgi {

// Spares a provider that fails or asks for peace, and the threads that would wait for it. One per
// process, shared by all threads; keys are digests.
class Breaker {
 public:
  using Clock = std::chrono::steady_clock;

  // Failures in a row that open it, and for how long.
  static constexpr int kFailures = 5;
  static constexpr std::chrono::seconds kPause{10};

  // Why a call may not be made now, and until when. While open, one call per kPause is let through
  // to see whether the provider is back.
  enum class Reason { kNone, kFailing, kRateLimited };
  struct Verdict {
    Reason reason = Reason::kNone;
    std::chrono::seconds wait{0};
  };
  Verdict Ask(const std::string& key, Clock::time_point now);

  void Succeeded(const std::string& key);
  void Failed(const std::string& key, Clock::time_point now);
  // The provider named a time to wait.
  void RateLimited(const std::string& key, std::chrono::seconds wait, Clock::time_point now);

 private:
  struct State {
    int failures = 0;
    Clock::time_point failing_until{};
    Clock::time_point limited_until{};
  };
  std::mutex mutex_;
  std::map<std::string, State> states_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_BREAKER_H_
