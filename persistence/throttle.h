#ifndef NEXCYTE_PERSISTENCE_THROTTLE_H_
#define NEXCYTE_PERSISTENCE_THROTTLE_H_

#include <chrono>
#include <string>

#include "domain/throttle.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// A try that comes before its wait is over is told the rest of it and not counted: somebody who
// keeps trying does not lock the owner of an account out for ever. From the first try beyond the
// free ones the wait doubles from 1 s to 5 min.
class PgThrottle final : public domain::Throttle {
 public:
  explicit PgThrottle(Connection& connection) : session_(connection) {}

  std::chrono::seconds Hit(const std::string& key, int free_tries,
                           std::chrono::seconds window) override;
  std::chrono::seconds Wait(const std::string& key) override;
  void Forget(const std::string& key) override;

 private:
  AutocommitSession session_;
};

// An exact sliding minute per key.
class PgCallGate final : public domain::CallGate {
 public:
  explicit PgCallGate(Connection& connection) : session_(connection) {}

  Verdict Ask(const std::string& key, int per_minute, int reserve) override;
  void Succeeded(const std::string& key) override;
  void Failed(const std::string& key) override;
  void RateLimited(const std::string& key, std::chrono::seconds wait) override;

 private:
  AutocommitSession session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_THROTTLE_H_
