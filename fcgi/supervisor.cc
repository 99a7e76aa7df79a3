#include "fcgi/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "fcgi/log.h"
#include "fcgi/unique_fd.h"

namespace nexcyte::fcgi {
namespace {

using SteadyClock = std::chrono::steady_clock;
using TimePoint = SteadyClock::time_point;

// A worker that lived this long did not die of its start.
constexpr std::chrono::seconds kHealthyLife{10};

int Check(int result, const char* what) {
  if (result < 0) {
    throw std::system_error(errno, std::generic_category(), what);
  }
  return result;
}

sigset_t HandledSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) {
    sigaddset(&signals, number);
  }
  return signals;
}

void AwaitTermination() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  int received = 0;
  sigwait(&signals, &received);
}

// The life of a worker process. SIGINT and SIGHUP stay blocked: a terminal sends them to the whole
// group, and only the supervisor answers.
int RunWorker(const ServerOptions& options, const HandlerFactory& factory, int ready_fd) {
  try {
    FastCgiServer server(options, factory);
    server.Start();
    const char ready = 1;
    if (write(ready_fd, &ready, 1) != 1) {
      return 1;  // there is no supervisor any more
    }
    AwaitTermination();
    server.Stop();
    server.Join();
    return 0;
  } catch (const domain::Error& error) {
    LogLine(LogLevel::kError, "worker_failed").Add("why", error.what()).Write();
    return 1;
  } catch (const std::exception&) {
    // what() of a library may hold a connection string.
    LogLine(LogLevel::kError, "worker_failed").Write();
    return 1;
  }
}

struct WorkerProcess {
  pid_t pid = 0;
  UniqueFd ready_fd;  // readable when it is ready; none once it is
  TimePoint started;
  std::optional<TimePoint> kill_at;
  bool is_retiring = false;
  pid_t replaces = 0;  // the worker that ends when this one is ready
};

class Supervisor {
 public:
  Supervisor(const SupervisorOptions& options, HandlerFactory first, const Prepare& prepare);

  bool Run();

 private:
  void Fork(pid_t replaces);
  [[noreturn]] void BecomeWorker(pid_t parent, const UniqueFd& ready_fd);
  void Await();
  int Timeout() const;
  void HandleSignal();
  void ReapAll();
  void HandleDeath(const WorkerProcess& worker, int status);
  void Restart(const WorkerProcess& worker);
  void HandleReady(WorkerProcess& worker);
  void BeginRoll();
  void StepRoll();
  void StopAll();
  void Retire(WorkerProcess& worker);
  void KillOverdue();
  void ForkDue();
  WorkerProcess* Find(pid_t pid);
  WorkerProcess* Replacement();

  const SupervisorOptions& options_;
  const Prepare& prepare_;
  HandlerFactory factory_;
  UniqueFd signals_;
  std::vector<WorkerProcess> workers_;
  std::deque<pid_t> roll_;            // workers that a SIGHUP replaces, the next one first
  std::vector<TimePoint> forks_due_;  // of workers that died
  int failures_ = 0;                  // deaths in a row without a healthy life
  bool is_stopping_ = false;
  bool all_ended_well_ = true;
};

Supervisor::Supervisor(const SupervisorOptions& options, HandlerFactory first,
                       const Prepare& prepare)
    : options_(options), prepare_(prepare), factory_(std::move(first)) {
  const sigset_t signals = HandledSignals();
  Check(pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0 ? 0 : -1, "pthread_sigmask");
  signals_ = UniqueFd(Check(signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd"));
}

bool Supervisor::Run() {
  for (int i = 0; i < options_.workers; ++i) {
    Fork(0);
  }
  while (!is_stopping_ || !workers_.empty()) {
    Await();
    KillOverdue();
    ForkDue();
  }
  return all_ended_well_;
}

void Supervisor::Fork(pid_t replaces) {
  int ends[2] = {-1, -1};
  Check(pipe2(ends, O_CLOEXEC), "pipe2");
  UniqueFd read_end(ends[0]);
  const UniqueFd write_end(ends[1]);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    BecomeWorker(parent, write_end);
  }
  if (pid < 0) {
    LogLine(LogLevel::kError, "fork_failed").Add("errno", errno).Write();
    roll_.clear();
    if (replaces == 0) {
      forks_due_.push_back(SteadyClock::now() + options_.backoff_max);
    }
    return;
  }
  WorkerProcess worker;
  worker.pid = pid;
  worker.ready_fd = std::move(read_end);
  worker.started = SteadyClock::now();
  worker.kill_at = worker.started + options_.ready_within;
  worker.replaces = replaces;
  workers_.push_back(std::move(worker));
  LogLine(LogLevel::kInfo, "worker_started").Add("worker", pid).Write();
}

void Supervisor::BecomeWorker(pid_t parent, const UniqueFd& ready_fd) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) {
    _exit(0);  // it died before the line above
  }
  workers_.clear();
  signals_ = UniqueFd();
  _exit(RunWorker(options_.server, factory_, ready_fd.get()));
}

// Until something happens or something is due.
void Supervisor::Await() {
  std::vector<pollfd> polled = {{.fd = signals_.get(), .events = POLLIN, .revents = 0}};
  for (const WorkerProcess& worker : workers_) {
    // poll() skips the negative descriptor of those that are ready.
    polled.push_back({.fd = worker.ready_fd.get(), .events = POLLIN, .revents = 0});
  }
  if (poll(polled.data(), polled.size(), Timeout()) <= 0) {
    return;
  }
  // By number: what happens here adds workers.
  std::vector<pid_t> reported;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if (polled[i + 1].revents != 0) {
      reported.push_back(workers_[i].pid);
    }
  }
  for (const pid_t pid : reported) {
    HandleReady(*Find(pid));
  }
  if (polled[0].revents != 0) {
    HandleSignal();
  }
}

int Supervisor::Timeout() const {
  std::optional<TimePoint> next;
  const auto consider = [&next](TimePoint at) { next = next ? std::min(*next, at) : at; };
  for (const WorkerProcess& worker : workers_) {
    if (worker.kill_at) {
      consider(*worker.kill_at);
    }
  }
  std::ranges::for_each(forks_due_, consider);
  if (!next) {
    return -1;
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - SteadyClock::now());
  return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

void Supervisor::HandleSignal() {
  signalfd_siginfo info{};
  if (read(signals_.get(), &info, sizeof(info)) != sizeof(info)) {
    return;
  }
  if (info.ssi_signo == SIGCHLD) {
    ReapAll();
  } else if (info.ssi_signo == SIGHUP) {
    BeginRoll();
  } else {
    StopAll();
  }
}

// One SIGCHLD may stand for several deaths.
void Supervisor::ReapAll() {
  int status = 0;
  for (pid_t pid = waitpid(-1, &status, WNOHANG); pid > 0; pid = waitpid(-1, &status, WNOHANG)) {
    const auto found = std::ranges::find(workers_, pid, &WorkerProcess::pid);
    if (found == workers_.end()) {
      continue;
    }
    const WorkerProcess worker = std::move(*found);
    workers_.erase(found);
    HandleDeath(worker, status);
  }
}

void Supervisor::HandleDeath(const WorkerProcess& worker, int status) {
  const bool ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  LogLine(ended_well ? LogLevel::kInfo : LogLevel::kError, "worker_ended")
      .Add("worker", worker.pid)
      .Add(WIFSIGNALED(status) ? "signal" : "exit",
           WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status))
      .Write();
  if (is_stopping_) {
    all_ended_well_ = all_ended_well_ && ended_well;
    return;
  }
  if (worker.is_retiring) {
    return;
  }
  std::erase(roll_, worker.pid);
  if (worker.replaces != 0) {
    LogLine(LogLevel::kError, "roll_given_up").Write();
    roll_.clear();
    return;
  }
  WorkerProcess* const replacement = Replacement();
  if (replacement != nullptr && replacement->replaces == worker.pid) {
    replacement->replaces = 0;
  } else {
    Restart(worker);
  }
  StepRoll();
}

void Supervisor::Restart(const WorkerProcess& worker) {
  const TimePoint now = SteadyClock::now();
  failures_ = now - worker.started >= kHealthyLife ? 0 : failures_ + 1;
  std::chrono::milliseconds wait{0};
  for (int i = 1; i < failures_ && wait < options_.backoff_max; ++i) {
    wait = i == 1 ? options_.backoff_min : std::min(wait * 2, options_.backoff_max);
  }
  forks_due_.push_back(now + wait);
}

// The pipe is also readable when the worker has died; its SIGCHLD tells.
void Supervisor::HandleReady(WorkerProcess& worker) {
  char byte = 0;
  const bool is_ready = read(worker.ready_fd.get(), &byte, 1) == 1;
  worker.ready_fd = UniqueFd();
  if (!is_ready || worker.is_retiring) {
    return;
  }
  worker.kill_at.reset();
  LogLine(LogLevel::kInfo, "worker_ready").Add("worker", worker.pid).Write();
  const pid_t old_pid = std::exchange(worker.replaces, 0);
  if (WorkerProcess* const old_worker = Find(old_pid); old_worker != nullptr) {
    Retire(*old_worker);
    StepRoll();
  }
}

void Supervisor::BeginRoll() {
  if (is_stopping_) {
    return;
  }
  try {
    factory_ = prepare_();
  } catch (const std::exception&) {
    LogLine(LogLevel::kError, "reload_refused").Write();
    return;
  }
  roll_.clear();
  for (WorkerProcess& worker : workers_) {
    if (std::exchange(worker.replaces, 0) != 0) {
      Retire(worker);  // made with what has just been replaced
    } else if (!worker.is_retiring) {
      roll_.push_back(worker.pid);
    }
  }
  StepRoll();
}

// One replacement at a time.
void Supervisor::StepRoll() {
  if (is_stopping_ || roll_.empty() || Replacement() != nullptr) {
    return;
  }
  const pid_t old_pid = roll_.front();
  roll_.pop_front();
  Fork(old_pid);
}

void Supervisor::StopAll() {
  is_stopping_ = true;
  roll_.clear();
  forks_due_.clear();
  for (WorkerProcess& worker : workers_) {
    Retire(worker);
  }
}

void Supervisor::Retire(WorkerProcess& worker) {
  if (!worker.is_retiring) {
    worker.is_retiring = true;
    worker.kill_at = SteadyClock::now() + options_.drain_within;
    kill(worker.pid, SIGTERM);
  }
}

void Supervisor::KillOverdue() {
  const TimePoint now = SteadyClock::now();
  for (WorkerProcess& worker : workers_) {
    if (worker.kill_at && *worker.kill_at <= now) {
      LogLine(LogLevel::kError, "worker_overdue").Add("worker", worker.pid).Write();
      worker.kill_at.reset();
      kill(worker.pid, SIGKILL);
    }
  }
}

void Supervisor::ForkDue() {
  const TimePoint now = SteadyClock::now();
  const auto due = std::erase_if(forks_due_, [now](TimePoint at) { return at <= now; });
  for (std::size_t i = 0; i < due; ++i) {
    Fork(0);
  }
}

WorkerProcess* Supervisor::Find(pid_t pid) {
  const auto found = std::ranges::find(workers_, pid, &WorkerProcess::pid);
  return found == workers_.end() ? nullptr : &*found;
}

// The worker that is being started in another's place.
WorkerProcess* Supervisor::Replacement() {
  const auto found =
      std::ranges::find_if(workers_, [](const WorkerProcess& w) { return w.replaces != 0; });
  return found == workers_.end() ? nullptr : &*found;
}

}  // namespace

bool Supervise(const SupervisorOptions& options, HandlerFactory first, const Prepare& prepare) {
  return Supervisor(options, std::move(first), prepare).Run();
}

}  // namespace nexcyte::fcgi
