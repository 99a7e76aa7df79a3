#include "persistence/listener.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace nexcyte::persistence {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBeforeReconnect{1000};

// True when `fd` is readable, or broken, before the limit; never for -1. `stop_fd` ends it too.
bool WaitFor(int fd, int stop_fd, milliseconds limit) {
  std::array<pollfd, 2> both{pollfd{fd, POLLIN, 0}, pollfd{stop_fd, POLLIN, 0}};
  return poll(both.data(), both.size(), static_cast<int>(limit.count())) > 0 &&
         both[0].revents != 0;
}

}  // namespace

void Listener::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }

Listener::Listener(std::string url, std::string channel)
    : url_(std::move(url)), channel_(std::move(channel)) {}

Listener::~Listener() = default;

bool Listener::Wait(milliseconds limit, int stop_fd) {
  if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK) {
    if (Connect()) {
      return true;
    }
    WaitFor(-1, stop_fd, std::min(limit, kBeforeReconnect));
    return false;
  }
  if (TakeNotifications()) {
    return true;
  }
  return WaitFor(PQsocket(connection_.get()), stop_fd, limit) && TakeNotifications();
}

bool Listener::Connect() {
  connection_.reset(PQconnectdb(url_.c_str()));
  // What libpq would say on standard error has neither level nor time; failures are told as such.
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    return false;
  }
  PGresult* const result = PQexec(connection_.get(), ("listen " + channel_).c_str());
  const bool is_listening = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  if (!is_listening) {
    connection_.reset();
  }
  return is_listening;
}

bool Listener::TakeNotifications() {
  PQconsumeInput(connection_.get());
  bool rung = false;
  while (PGnotify* const notification = PQnotifies(connection_.get())) {
    PQfreemem(notification);
    rung = true;
  }
  return rung;
}

}  // namespace nexcyte::persistence
