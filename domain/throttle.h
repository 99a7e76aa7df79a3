#ifndef NEXCYTE_DOMAIN_THROTTLE_H_
#define NEXCYTE_DOMAIN_THROTTLE_H_

#include <chrono>
#include <string>

namespace nexcyte::domain {

// Counters that all workers share; loss is harmless. Both commit at once, outside any other
// transaction, and must be called with none open. One thread at a time.
class Throttle {
 public:
  virtual ~Throttle() = default;
  // Counts one try under `key` and gives the wait before the next may be made: zero while there
  // were at most `free_tries` in the window, then growing. Keys are digests, never clear addresses.
  virtual std::chrono::seconds Hit(const std::string& key, int free_tries,
                                   std::chrono::seconds window) = 0;
  // The wait of `key` as it is, without counting: zero when it may be tried now.
  virtual std::chrono::seconds Wait(const std::string& key) = 0;
  virtual void Forget(const std::string& key) = 0;
};

// Whether Cal.com may be called with a key now, shared by all workers: what is left of its calls
// per minute, and whether it answers. Spares a provider that fails or asks for peace, and the
// threads that would wait for it. Keys are digests.
class CallGate {
 public:
  virtual ~CallGate() = default;

  // Failures in a row that close it, and for how long.
  static constexpr int kFailures = 5;
  static constexpr std::chrono::seconds kPause{10};

  // Why a call may not be made now, and until when. While it is closed for failures, one call per
  // kPause is let through to see whether the provider is back.
  enum class Reason { kOpen, kFailing, kRateLimited, kUsedUp };
  struct Verdict {
    Reason reason = Reason::kOpen;
    std::chrono::milliseconds wait{0};
    bool failed_before = false;  // then a success is to be told
  };
  // Takes one call of the key's `per_minute`; `reserve` of them are left to others (sweeps leave
  // some to users).
  virtual Verdict Ask(const std::string& key, int per_minute, int reserve) = 0;
  virtual void Succeeded(const std::string& key) = 0;
  virtual void Failed(const std::string& key) = 0;
  // The provider named a time to wait.
  virtual void RateLimited(const std::string& key, std::chrono::seconds wait) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_THROTTLE_H_
