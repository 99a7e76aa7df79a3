#ifndef NEXCYTE_PERSISTENCE_LISTENER_H_
#define NEXCYTE_PERSISTENCE_LISTENER_H_

#include <chrono>
#include <memory>
#include <string>

struct pg_conn;  // libpq's PGconn

namespace nexcyte::persistence {

// Hears NOTIFY on one channel, over a direct connection of its own (PgBouncer cannot carry LISTEN
// in transaction mode). Connects when first needed, and again when the connection broke. One thread
// at a time.
class Listener {
 public:
  // `channel`: an SQL identifier of ours.
  Listener(std::string url, std::string channel);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // True when the channel was rung since the last call, or may have been while nobody listened.
  // Returns at the latest after `limit`, and as soon as `stop_fd` is readable; sooner with a broken
  // connection, but not at once.
  bool Wait(std::chrono::milliseconds limit, int stop_fd);

 private:
  struct Finish {
    void operator()(pg_conn* connection) const;
  };

  bool Connect();
  bool TakeNotifications();

  const std::string url_;
  const std::string channel_;
  std::unique_ptr<pg_conn, Finish> connection_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_LISTENER_H_
