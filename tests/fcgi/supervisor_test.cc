#include "fcgi/supervisor.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <functional>
#include <future>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fcgi/listen_socket.h"
#include "tests/fcgi/fastcgi_client.h"
#include "tests/fcgi/temporary_folder.h"

namespace nexcyte::tests {
namespace {

using fcgi::Handler;
using fcgi::HandlerFactory;
using fcgi::Request;
using fcgi::Response;
using fcgi::SupervisorOptions;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using SteadyClock = std::chrono::steady_clock;

// Memory that the test shares with supervisor and workers.
struct Shared {
  std::atomic<int> prepared{0};
  std::atomic<int> handlers{0};
  std::atomic<int> waiting{0};
  std::atomic<bool> gate_is_open{false};
  std::atomic<bool> prepare_fails{false};
  std::atomic<bool> factory_fails{false};
};

Shared* NewShared() {
  void* const memory =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return new (memory) Shared;
}

// Waits for another process; fails the test instead of waiting for ever.
void Await(const std::function<bool()>& condition) {
  const auto deadline = SteadyClock::now() + 20s;
  while (!condition()) {
    BOOST_REQUIRE(SteadyClock::now() < deadline);
    std::this_thread::sleep_for(1ms);
  }
}

// Answers with the number of its process; /slow waits at the gate.
Response AnswerPid(Shared& shared, const Request& request) {
  if (request.path == "/slow") {
    ++shared.waiting;
    while (!shared.gate_is_open) {
      std::this_thread::sleep_for(1ms);
    }
  }
  return {.status = 200, .headers = {}, .body = std::to_string(getpid())};
}

HandlerFactory PrepareWorkers(Shared& shared) {
  ++shared.prepared;
  if (shared.prepare_fails) {
    throw std::runtime_error("planted");
  }
  return [&shared]() -> Handler {
    ++shared.handlers;
    if (shared.factory_fails) {
      throw std::runtime_error("planted");
    }
    return [&shared](const Request& request) { return AnswerPid(shared, request); };
  };
}

SupervisorOptions QuickOptions() {
  SupervisorOptions options;
  options.workers = 1;
  options.server.threads = 2;
  options.server.drain_idle = 10s;
  return options;
}

// A supervisor in a process of its own, on a socket of its own.
class Supervised {
 public:
  explicit Supervised(
      const SupervisorOptions& options = QuickOptions(),
      const std::function<void(Shared&)>& arrange = [](Shared&) {}) {
    arrange(*shared);
    const fcgi::UniqueFd listening = fcgi::BindSocket(socket, "");
    pid_ = fork();
    if (pid_ == 0) {
      SupervisorOptions own = options;
      own.server.listen_fd = listening.get();
      const auto prepare = [this] { return PrepareWorkers(*shared); };
      _exit(fcgi::Supervise(own, prepare(), prepare) ? 0 : 1);
    }
  }
  ~Supervised() {
    if (pid_ > 0) {
      shared->gate_is_open = true;
      Signal(SIGTERM);
      Join();
    }
    munmap(shared, sizeof(Shared));
  }

  void Signal(int number) const { kill(pid_, number); }
  // The supervisor's exit code, or minus the signal that ended it.
  int Join() {
    int status = 0;
    waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  // The number of the process that answers.
  pid_t Ask() const {
    const auto answer = FastCgiClient(socket).Get("/");
    BOOST_REQUIRE(answer);
    return std::stoi(answer->body);
  }

  TemporaryFolder folder;
  std::string socket = folder / "s";
  Shared* const shared = NewShared();

 private:
  pid_t pid_ = 0;
};

// Clients that ask all the time, on connections that they keep for some requests as nginx does.
class Load {
 public:
  explicit Load(const std::string& socket) {
    for (int i = 0; i < 4; ++i) {
      threads_.emplace_back([this, socket] { Ask(socket); });
    }
  }
  ~Load() { Stop(); }
  void Stop() {
    is_over_ = true;
    for (std::thread& thread : threads_) {
      thread.join();
    }
    threads_.clear();
  }
  int answered() const { return answered_; }
  int failed() const { return failed_; }

 private:
  void Ask(const std::string& socket) {
    while (!is_over_) {
      FastCgiClient client(socket);
      for (int i = 0; i < 20; ++i) {
        ++(client.Post("/", "body") ? answered_ : failed_);
      }
    }
  }

  std::atomic<bool> is_over_{false};
  std::atomic<int> answered_{0};
  std::atomic<int> failed_{0};
  std::vector<std::thread> threads_;
};

// Returns when the process is gone, whoever its parent is.
void AwaitEnd(pid_t pid) {
  const fcgi::UniqueFd process(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (process.get() < 0) {
    return;  // already
  }
  pollfd polled{.fd = process.get(), .events = POLLIN, .revents = 0};
  BOOST_REQUIRE(poll(&polled, 1, 20'000) == 1);
}

BOOST_AUTO_TEST_SUITE(SuperviseWorkers)

BOOST_AUTO_TEST_CASE(StartsAsManyAsAsked) {
  SupervisorOptions options = QuickOptions();
  options.workers = 3;
  Supervised supervised(options);
  Await([&] { return supervised.shared->handlers == 6; });
  BOOST_TEST(supervised.Ask() > 0);
  BOOST_TEST(supervised.shared->prepared == 1);
}

BOOST_AUTO_TEST_CASE(RestartsWorkerThatIsKilled) {
  Supervised supervised;
  for (int i = 0; i < 3; ++i) {
    const pid_t worker = supervised.Ask();
    kill(worker, SIGKILL);
    AwaitEnd(worker);
    BOOST_TEST(supervised.Ask() != worker);
  }
}

BOOST_AUTO_TEST_CASE(WaitsLongerAndLongerForWorkersThatDieAtOnce) {
  SupervisorOptions options = QuickOptions();
  options.backoff_min = 100ms;
  const auto began = SteadyClock::now();
  Supervised supervised(options, [](Shared& shared) { shared.factory_fails = true; });
  Await([&] { return supervised.shared->handlers >= 5; });
  // At once, then after 100, 200 and 400 ms.
  BOOST_TEST((SteadyClock::now() - began >= 700ms));
  supervised.shared->factory_fails = false;
  BOOST_TEST(supervised.Ask() > 0);
}

BOOST_AUTO_TEST_CASE(LosesNoRequestWhenWorkersAreReplaced) {
  SupervisorOptions options = QuickOptions();
  options.workers = 2;
  Supervised supervised(options);
  Load load(supervised.socket);
  Await([&] { return load.answered() > 100; });
  for (int i = 1; i <= 5; ++i) {
    const pid_t before = supervised.Ask();
    supervised.Signal(SIGHUP);
    AwaitEnd(before);
    Await([&] { return supervised.shared->handlers == 4 * (i + 1); });
  }
  const int answered = load.answered();
  Await([&] { return load.answered() > answered + 100; });
  load.Stop();
  BOOST_TEST(load.failed() == 0);
  BOOST_TEST(supervised.shared->prepared == 6);
}

BOOST_AUTO_TEST_CASE(KeepsWorkersWhenItCannotPrepare) {
  Supervised supervised;
  const pid_t worker = supervised.Ask();
  supervised.shared->prepare_fails = true;
  supervised.Signal(SIGHUP);
  Await([&] { return supervised.shared->prepared == 2; });
  BOOST_TEST(supervised.Ask() == worker);
}

BOOST_AUTO_TEST_CASE(KeepsWorkersWhenNewOnesFail) {
  Supervised supervised;
  const pid_t worker = supervised.Ask();
  supervised.shared->factory_fails = true;
  supervised.Signal(SIGHUP);
  Await([&] { return supervised.shared->handlers == 3; });
  BOOST_TEST(supervised.Ask() == worker);
  supervised.shared->factory_fails = false;
  supervised.Signal(SIGHUP);
  AwaitEnd(worker);
  BOOST_TEST(supervised.Ask() != worker);
}

BOOST_AUTO_TEST_CASE(DrainsBeforeItEnds) {
  Supervised supervised;
  auto answer =
      std::async(std::launch::async, [&] { return FastCgiClient(supervised.socket).Get("/slow"); });
  Await([&] { return supervised.shared->waiting == 1; });
  supervised.Signal(SIGTERM);
  supervised.shared->gate_is_open = true;
  BOOST_REQUIRE(answer.get());
  BOOST_TEST(supervised.Join() == 0);
}

BOOST_AUTO_TEST_CASE(KillsWorkerThatDoesNotDrain) {
  SupervisorOptions options = QuickOptions();
  options.drain_within = 1s;
  Supervised supervised(options);
  FastCgiClient client(supervised.socket);
  BOOST_REQUIRE(client.Send(BeginRecord(true) + ParameterRecords(UsualParameters("GET", "/slow")) +
                            StdinRecords("")));
  Await([&] { return supervised.shared->waiting == 1; });
  supervised.Signal(SIGTERM);
  BOOST_TEST(supervised.Join() == 1);
}

BOOST_AUTO_TEST_CASE(TakesItsWorkersAlongWhenItIsKilled) {
  Supervised supervised;
  const pid_t worker = supervised.Ask();
  supervised.Signal(SIGKILL);
  BOOST_TEST(supervised.Join() == -SIGKILL);
  AwaitEnd(worker);
}

BOOST_AUTO_TEST_CASE(EndsWhenNoWorkerCanStart) {
  Supervised supervised(QuickOptions(), [](Shared& shared) { shared.factory_fails = true; });
  Await([&] { return supervised.shared->handlers >= 2; });
  supervised.Signal(SIGTERM);
  BOOST_TEST(supervised.Join() >= 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
