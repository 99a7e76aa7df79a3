#include "fcgi/dispatch_loop.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <chrono>
#include <exception>
#include <utility>

#include "domain/error.h"
#include "fcgi/log.h"
#include "persistence/listener.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::chrono::seconds kLongestSilence{30};

int DispatchOnce(DispatchLoop::Work& work) {
  try {
    return work.Dispatch();
  } catch (const domain::Error& error) {
    LogLine(LogLevel::kWarning, "dispatch_failed").Add("reason", error.reason()).Write();
  } catch (const std::exception&) {
    LogLine(LogLevel::kError, "dispatch_failed").Add("reason", "internal").Write();
  }
  return 0;
}

}  // namespace

DispatchLoop::DispatchLoop(std::string database_url, MakeWork make)
    : stop_(eventfd(0, EFD_CLOEXEC)),
      thread_([this, url = std::move(database_url), make = std::move(make)] { Run(url, make); }) {}

DispatchLoop::~DispatchLoop() {
  eventfd_write(stop_.get(), 1);
  thread_.join();
}

void DispatchLoop::Run(const std::string& database_url, const MakeWork& make) {
  const std::unique_ptr<Work> work = make();
  persistence::Listener listener(database_url, "nx_outbox");
  while (!IsStopped()) {
    if (listener.Wait(kLongestSilence, stop_.get())) {
      while (!IsStopped() && DispatchOnce(*work) > 0) {
      }
    }
  }
}

bool DispatchLoop::IsStopped() const {
  pollfd stop{stop_.get(), POLLIN, 0};
  return poll(&stop, 1, 0) != 0;
}

}  // namespace nexcyte::fcgi
