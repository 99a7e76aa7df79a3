#include "fcgi/fastcgi_server.h"

#include <fcgiapp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fcgi/cgi.h"
#include "fcgi/fastcgi_answer.h"
#include "fcgi/log.h"
#include "fcgi/system.h"
#include "fcgi/unique_fd.h"

namespace nexcyte::fcgi {
namespace {

using SteadyClock = std::chrono::steady_clock;

// A connection may become idle just when the idle ones are being closed: that is repeated.
constexpr std::chrono::milliseconds kCloseIdleAgain{100};

int Check(int result, const char* what) {
  if (result < 0) {
    throw std::system_error(errno, std::generic_category(), what);
  }
  return result;
}

// libfcgi keeps process-wide state behind this.
void InitLibrary() {
  static const int result = FCGX_Init();
  if (result != 0) {
    throw std::runtime_error("FCGX_Init failed");
  }
}

Response PlainResponse(int status, const char* text) {
  Response response{.status = status, .headers = {}, .body = text};
  return std::move(response.Set("Content-Type", "text/plain"));
}

// One request on one connection, from the parameters to the answer.
class Exchange {
 public:
  // Takes the connection's descriptor over; Finish() gives it back.
  explicit Exchange(int fd) {
    FCGX_InitRequest(&fcgi_, -1, 0);
    fcgi_.ipcFd = fd;
    // Or FCGX_Accept_r closes the connection before it reads.
    fcgi_.keepConnection = 1;
    // Or closing does select() on the descriptor, which must then be under 1024, for up to 2 s.
    fcgi_.detached = 1;
  }
  ~Exchange() { FCGX_Free(&fcgi_, 1); }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // False when the web server has closed the connection, or does not speak FastCGI.
  bool Begin() { return FCGX_Accept_r(&fcgi_) == 0; }

  // Nothing for what must not reach a Handler.
  std::optional<Request> Read(const ServerOptions& options);

  // Sends the whole answer. The connection's descriptor, or -1 when it is closed.
  int Finish(const std::string& answer) {
    const bool is_sent = SendFastCgiAnswer(fcgi_.ipcFd, fcgi_.requestId, answer);
    // Without FCGX_Finish_r, which would send an answer of libfcgi's own.
    FCGX_Free(&fcgi_, is_sent && fcgi_.keepConnection != 0 ? 0 : 1);
    return std::exchange(fcgi_.ipcFd, -1);
  }

 private:
  bool ReadBody(std::size_t length, std::string* body);
  void Discard(std::size_t limit);
  // The connection's records cannot be trusted any more.
  std::nullopt_t Refuse() {
    fcgi_.keepConnection = 0;
    return std::nullopt;
  }

  FCGX_Request fcgi_{};
};

std::optional<Request> Exchange::Read(const ServerOptions& options) {
  // A parameter list that is cut off looks complete otherwise.
  if (FCGX_GetError(fcgi_.in) != 0) {
    return Refuse();
  }
  auto read = ReadParameters(fcgi_.envp);
  if (!read) {
    return Refuse();
  }
  if (read->content_length > options.max_body) {
    read->request.body_too_large = true;
    Discard(options.max_discard);
  } else if (!ReadBody(static_cast<std::size_t>(read->content_length), &read->request.body)) {
    return Refuse();
  }
  read->request.received_at = Now();
  return std::move(read->request);
}

bool Exchange::ReadBody(std::size_t length, std::string* body) {
  body->resize(length);
  const int got = FCGX_GetStr(body->data(), static_cast<int>(length), fcgi_.in);
  // The end must be read too: the next request begins behind it.
  return got == static_cast<int>(length) && FCGX_GetChar(fcgi_.in) == EOF &&
         FCGX_GetError(fcgi_.in) == 0;
}

void Exchange::Discard(std::size_t limit) {
  std::string trash(64 << 10, '\0');
  for (std::size_t total = 0; total <= limit; total += trash.size()) {
    if (FCGX_GetStr(trash.data(), static_cast<int>(trash.size()), fcgi_.in) <
        static_cast<int>(trash.size())) {
      return;
    }
  }
  fcgi_.keepConnection = 0;
}

Response Answer(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (...) {
    // what() may hold bound values: it is not for the log.
    LogLine(LogLevel::kError, "handler_threw").Add("request_id", request.request_id).Write();
    return PlainResponse(500, "Internal Server Error\n");
  }
}

std::string Format(const Request& request, const Response& response) {
  const bool head = request.method == "HEAD";
  try {
    return FormatResponse(response, head);
  } catch (const std::invalid_argument& error) {
    LogLine(LogLevel::kError, "response_refused")
        .Add("request_id", request.request_id)
        .Add("why", error.what())
        .Write();
    return FormatResponse(PlainResponse(500, "Internal Server Error\n"), head);
  }
}

struct Connection {
  explicit Connection(int fd_in) : fd(fd_in) {}
  std::mutex in_use;  // held while a thread serves it
  UniqueFd fd;        // guarded by in_use
};

}  // namespace

class FastCgiServer::Loop {
 public:
  Loop(const ServerOptions& options, const HandlerFactory& factory);
  ~Loop();

  void Start();
  void Stop();
  void Join();

 private:
  void Work(const Handler& handler);
  int Wait(epoll_event* event);
  void Accept();
  void Serve(Connection* connection, const Handler& handler);
  int ServeOne(int fd, const Handler& handler) const;
  bool Watch(Connection* connection, int operation);
  void Close(Connection* connection);
  void CloseIdle();
  void WakeAll();
  bool Finished() const { return draining_ && connection_count_ == 0; }
  bool DrainIsOver() const { return draining_ && SteadyClock::now() >= drain_until_.load(); }
  int DrainTimeout() const;

  const ServerOptions options_;
  std::vector<Handler> handlers_;
  std::vector<std::thread> threads_;
  UniqueFd epoll_;
  UniqueFd wake_;
  std::once_flag stopped_;
  std::atomic<bool> draining_{false};
  std::atomic<SteadyClock::time_point> drain_until_{};
  // Threads that went to wait before the drain began and do not know of it yet.
  std::atomic<int> unaware_{0};
  std::atomic<std::size_t> connection_count_{0};
  std::mutex mutex_;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections_;  // guarded by mutex_
};

FastCgiServer::Loop::Loop(const ServerOptions& options, const HandlerFactory& factory)
    : options_(options),
      epoll_(Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(Check(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  InitLibrary();
  for (int i = 0; i < options_.threads; ++i) {
    handlers_.push_back(factory());
  }
}

FastCgiServer::Loop::~Loop() {
  Stop();
  Join();
}

void FastCgiServer::Loop::Start() {
  WakeAll();
  epoll_event listening{.events = EPOLLIN | EPOLLEXCLUSIVE, .data = {.ptr = this}};
  Check(epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, options_.listen_fd, &listening), "epoll_ctl");
  for (const Handler& handler : handlers_) {
    threads_.emplace_back([this, &handler] { Work(handler); });
  }
}

void FastCgiServer::Loop::Stop() {
  std::call_once(stopped_, [this] {
    drain_until_ = SteadyClock::now() + options_.drain_idle;
    draining_ = true;
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, options_.listen_fd, nullptr);
    eventfd_write(wake_.get(), 1);
  });
}

void FastCgiServer::Loop::Join() {
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

void FastCgiServer::Loop::Work(const Handler& handler) {
  while (!Finished()) {
    if (DrainIsOver()) {
      CloseIdle();
    }
    epoll_event event{};
    if (Wait(&event) <= 0) {
      continue;
    }
    if (event.data.ptr == this) {
      Accept();
    } else if (event.data.ptr != &wake_) {
      Serve(static_cast<Connection*>(event.data.ptr), handler);
    } else if (unaware_ == 0 && !Finished()) {
      // Everybody has been told; left in the set it would keep the waiting threads spinning.
      epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, wake_.get(), nullptr);
      if (Finished()) {
        WakeAll();
      }
    }
  }
}

// Once Stop() has written to it, the eventfd is ready for every thread that waits.
void FastCgiServer::Loop::WakeAll() {
  epoll_event wake{.events = EPOLLIN, .data = {.ptr = &wake_}};
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &wake);
}

int FastCgiServer::Loop::Wait(epoll_event* event) {
  ++unaware_;
  if (draining_) {
    --unaware_;
    return epoll_wait(epoll_.get(), event, 1, DrainTimeout());
  }
  const int count = epoll_wait(epoll_.get(), event, 1, -1);
  --unaware_;
  return count;
}

int FastCgiServer::Loop::DrainTimeout() const {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(drain_until_.load() - SteadyClock::now());
  return static_cast<int>(std::max(left, kCloseIdleAgain).count());
}

void FastCgiServer::Loop::Accept() {
  // Without SOCK_NONBLOCK: libfcgi expects descriptors that block.
  UniqueFd fd(accept4(options_.listen_fd, nullptr, nullptr, SOCK_CLOEXEC));
  if (fd.get() < 0) {
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      LogLine(LogLevel::kError, "accept_failed").Add("errno", errno).Write();
      // The connection stays in the queue and would be reported again at once.
      poll(nullptr, 0, 20);
    }
    return;  // or another thread, another worker has taken it
  }
  const timeval limit{.tv_sec = options_.io_timeout.count(), .tv_usec = 0};
  setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
  auto owned = std::make_unique<Connection>(fd.release());
  Connection* const connection = owned.get();
  {
    const std::lock_guard lock(mutex_);
    connections_.emplace(connection, std::move(owned));
    connection_count_ = connections_.size();
  }
  bool is_watched = false;
  {
    const std::lock_guard lock(connection->in_use);
    is_watched = Watch(connection, EPOLL_CTL_ADD);
  }
  if (!is_watched) {
    Close(connection);
  }
}

// Once this has succeeded, the thread that is woken for the connection may end it: the caller lets
// go of `in_use` and does nothing else with it.
bool FastCgiServer::Loop::Watch(Connection* connection, int operation) {
  epoll_event event{.events = EPOLLIN | EPOLLONESHOT, .data = {.ptr = connection}};
  return !DrainIsOver() && epoll_ctl(epoll_.get(), operation, connection->fd.get(), &event) == 0;
}

void FastCgiServer::Loop::Serve(Connection* connection, const Handler& handler) {
  bool is_kept = false;
  {
    const std::lock_guard lock(connection->in_use);
    connection->fd = UniqueFd(ServeOne(connection->fd.release(), handler));
    is_kept = connection->fd.get() >= 0 && Watch(connection, EPOLL_CTL_MOD);
  }
  if (!is_kept) {
    Close(connection);
  }
}

// The descriptor, or -1 when the connection is over.
int FastCgiServer::Loop::ServeOne(int fd, const Handler& handler) const {
  Exchange exchange(fd);
  if (!exchange.Begin()) {
    return -1;
  }
  const std::optional<Request> request = exchange.Read(options_);
  if (request) {
    return exchange.Finish(Format(*request, Answer(handler, *request)));
  }
  LogLine(LogLevel::kWarning, "request_refused").Write();
  return exchange.Finish(FormatResponse(PlainResponse(400, "Bad Request\n"), false));
}

void FastCgiServer::Loop::Close(Connection* connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
  connection_count_ = connections_.size();
  if (Finished()) {
    WakeAll();
  }
}

// A request that has already arrived is still read and answered; then comes the end.
void FastCgiServer::Loop::CloseIdle() {
  const std::lock_guard lock(mutex_);
  for (const auto& [connection, owned] : connections_) {
    if (connection->in_use.try_lock()) {
      shutdown(connection->fd.get(), SHUT_RD);
      connection->in_use.unlock();
    }
  }
}

FastCgiServer::FastCgiServer(const ServerOptions& options, const HandlerFactory& factory)
    : loop_(std::make_unique<Loop>(options, factory)) {}

FastCgiServer::~FastCgiServer() = default;

void FastCgiServer::Start() { loop_->Start(); }
void FastCgiServer::Stop() { loop_->Stop(); }
void FastCgiServer::Join() { loop_->Join(); }

}  // namespace nexcyte::fcgi
