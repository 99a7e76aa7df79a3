#include "fcgi/wake_loop.h"

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

void LogFailure(LogLevel level, const std::string& channel, const std::string& reason) {
  LogLine(level, "loop_failed").Add("channel", channel).Add("reason", reason).Write();
}

int RunOnce(WakeLoop::Work& work, const std::string& channel) {
  try {
    return work.Run();
  } catch (const domain::Error& error) {
    LogFailure(LogLevel::kWarning, channel, error.reason());
  } catch (const std::exception&) {
    LogFailure(LogLevel::kError, channel, "internal");
  }
  return 0;
}

}  // namespace

WakeLoop::WakeLoop(std::string database_url, std::string channel, MakeWork make)
    : stop_(eventfd(0, EFD_CLOEXEC)),
      thread_([this, url = std::move(database_url), channel = std::move(channel),
               make = std::move(make)] { Listen(url, channel, make); }) {}

WakeLoop::~WakeLoop() {
  eventfd_write(stop_.get(), 1);
  thread_.join();
}

void WakeLoop::Listen(const std::string& database_url, const std::string& channel,
                      const MakeWork& make) {
  const std::unique_ptr<Work> work = make();
  persistence::Listener listener(database_url, channel);
  while (!IsStopped()) {
    if (listener.Wait(kLongestSilence, stop_.get())) {
      while (!IsStopped() && RunOnce(*work, channel) > 0) {
      }
    }
  }
}

bool WakeLoop::IsStopped() const {
  pollfd stop{stop_.get(), POLLIN, 0};
  return poll(&stop, 1, 0) != 0;
}

}  // namespace nexcyte::fcgi
