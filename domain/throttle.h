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

// The calls a Cal.com key may make per minute, shared by all workers.
class RateBudget {
 public:
  virtual ~RateBudget() = default;
  // Takes one call from `key`'s bucket of `per_minute`; `reserve` calls are left to others (sweeps
  // leave some to users). Zero: taken. Otherwise the wait before the next can be had.
  virtual std::chrono::milliseconds Take(const std::string& key, int per_minute, int reserve) = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_THROTTLE_H_
