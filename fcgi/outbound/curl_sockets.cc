#include "fcgi/outbound/curl_sockets.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>
#include <system_error>

namespace nexcyte::fcgi {
namespace {

constexpr std::size_t kEventsAtOnce = 64;

std::uint32_t EventsOf(int wish) {
  return ((wish & CURL_POLL_IN) != 0 ? EPOLLIN : 0U) |
         ((wish & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0U);
}

int WhatHappened(std::uint32_t events) {
  return ((events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) |
         ((events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0) |
         ((events & (EPOLLERR | EPOLLHUP)) != 0 ? CURL_CSELECT_ERR : 0);
}

}  // namespace

CurlSockets::CurlSockets(CURLM* multi) : multi_(multi), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_.get() < 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_create1");
  }
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlSockets::OnSocket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlSockets::OnTimer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

CurlSockets::~CurlSockets() {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
}

// `known` is what curl_multi_assign() has put there: not null for a socket that is being watched.
int CurlSockets::OnSocket(CURL*, curl_socket_t socket, int wish, void* self, void* known) {
  auto& sockets = *static_cast<CurlSockets*>(self);
  if (wish == CURL_POLL_REMOVE) {
    epoll_ctl(sockets.epoll_.get(), EPOLL_CTL_DEL, socket, nullptr);
    return 0;
  }
  epoll_event event{};
  event.events = EventsOf(wish);
  event.data.fd = socket;
  const int how = known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  curl_multi_assign(sockets.multi_, socket, self);
  return epoll_ctl(sockets.epoll_.get(), how, socket, &event) == 0 ? 0 : -1;
}

int CurlSockets::OnTimer(CURLM*, long milliseconds, void* self) {
  auto& due = static_cast<CurlSockets*>(self)->due_;
  if (milliseconds < 0) {
    due.reset();
  } else {
    due = Clock::now() + std::chrono::milliseconds(milliseconds);
  }
  return 0;
}

// Rounded up: waking up before libcurl's time would only mean to wait again.
int CurlSockets::WaitTime(std::chrono::milliseconds limit) const {
  if (due_) {
    limit = std::min(limit, std::chrono::ceil<std::chrono::milliseconds>(*due_ - Clock::now()));
  }
  return static_cast<int>(std::max<std::chrono::milliseconds::rep>(limit.count(), 0));
}

bool CurlSockets::Act(curl_socket_t socket, int events) {
  int running = 0;
  return curl_multi_socket_action(multi_, socket, events, &running) == CURLM_OK;
}

bool CurlSockets::Advance(std::chrono::milliseconds limit) {
  std::array<epoll_event, kEventsAtOnce> events{};
  const int count = epoll_wait(epoll_.get(), events.data(), kEventsAtOnce, WaitTime(limit));
  if (count < 0) {
    return errno == EINTR;
  }
  for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(count))) {
    if (!Act(event.data.fd, WhatHappened(event.events))) {
      return false;
    }
  }
  if (due_ && *due_ <= Clock::now()) {
    due_.reset();
    return Act(CURL_SOCKET_TIMEOUT, 0);
  }
  return true;
}

}  // namespace nexcyte::fcgi
