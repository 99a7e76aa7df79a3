#include "fcgi/outbound/curl_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <deque>
#include <map>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "fcgi/outbound/curl_sockets.h"
#include "fcgi/outbound/curl_transfer.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::chrono::milliseconds kLook{250};  // at how all transfers get on

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

bool IsAllowed(const HttpRequest& request, const CurlOptions& options) {
  const bool is_pinned = std::any_of(options.pinned.begin(), options.pinned.end(),
                                     [&](const BaseUrl& base) { return base.Covers(request.url); });
  const bool has_bad_header =
      std::any_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
        return HasControlCharacter(header.first) || HasControlCharacter(header.second);
      });
  return is_pinned && !has_bad_header && !HasControlCharacter(request.url);
}

struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
std::unique_ptr<CURLM, MultiCleanup> NewMulti() {
  std::unique_ptr<CURLM, MultiCleanup> multi(curl_multi_init());
  if (!multi) {
    throw std::bad_alloc();
  }
  return multi;
}
struct ShareCleanup {
  void operator()(CURLSH* handle) const { curl_share_cleanup(handle); }
};

}  // namespace

CurlLibrary::CurlLibrary() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw std::runtime_error("libcurl could not be initialised");
  }
  std::signal(SIGPIPE, SIG_IGN);
}

CurlLibrary::~CurlLibrary() { curl_global_cleanup(); }

// The multi handle, its connections, and the requests of one Exchange.
class CurlClient::Multi {
 public:
  explicit Multi(const CurlOptions& options) : options_(options) {
    if (!share_) {
      throw std::bad_alloc();
    }
    // A request on a connection of its own still resumes the TLS session of the one before.
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options.in_flight));
  }

  void Run(HttpFlow& flow);

 private:
  using Clock = std::chrono::steady_clock;
  struct Running {
    std::size_t number = 0;
    HttpRequest request;  // which the transfer refers to
    std::string origin;
    std::unique_ptr<CurlTransfer> transfer;
  };

  void TakeWhatFits();
  void StartWhatFits();
  void Start(std::unique_ptr<Running> next);
  CurlEasy TakeIdle();
  void CutDrops();
  void CollectEnded();
  void End(CURL* handle, CURLcode code);
  void BreakOff(bool tell);

  const CurlOptions& options_;
  std::unique_ptr<CURLSH, ShareCleanup> share_{curl_share_init()};
  std::unique_ptr<CURLM, MultiCleanup> multi_ = NewMulti();
  CurlSockets sockets_{multi_.get()};
  Clock::time_point looked_;
  HttpFlow* flow_ = nullptr;
  std::size_t taken_ = 0;
  std::vector<CurlEasy> idle_;
  std::deque<std::unique_ptr<Running>> waiting_;  // for room at their origin
  std::map<std::string, std::size_t> per_origin_;
  std::map<CURL*, std::unique_ptr<Running>> running_;
};

void CurlClient::Multi::Run(HttpFlow& flow) {
  flow_ = &flow;
  taken_ = 0;
  try {
    TakeWhatFits();
    // Libcurl that fails leaves nothing to be said about what is under way.
    while (!running_.empty() && sockets_.Advance(kLook)) {
      CutDrops();
      CollectEnded();
      TakeWhatFits();
    }
    BreakOff(true);
  } catch (...) {  // no memory, or the flow's: nothing may go on that nobody waits for
    BreakOff(false);
    throw;
  }
}

// Whatever is refused is done at once, so that the flow may give another.
void CurlClient::Multi::TakeWhatFits() {
  StartWhatFits();
  while (running_.size() + waiting_.size() < options_.in_flight) {
    std::optional<HttpRequest> request = flow_->Next();
    if (!request) {
      return;
    }
    const std::size_t number = taken_++;
    if (!IsAllowed(*request, options_)) {
      flow_->Done(number, HttpFailure{HttpFault::kNotAllowed, true});
      continue;
    }
    auto next = std::make_unique<Running>();
    next->number = number;
    next->request = *std::move(request);
    next->origin = OriginOf(next->request.url);
    waiting_.push_back(std::move(next));
    StartWhatFits();
  }
}

void CurlClient::Multi::StartWhatFits() {
  for (auto next = waiting_.begin(); next != waiting_.end();) {
    if (per_origin_[(*next)->origin] >= options_.per_host) {
      ++next;
      continue;
    }
    std::unique_ptr<Running> starting = std::move(*next);
    next = waiting_.erase(next);
    Start(std::move(starting));
  }
}

void CurlClient::Multi::Start(std::unique_ptr<Running> next) {
  next->transfer =
      std::make_unique<CurlTransfer>(TakeIdle(), next->request, options_, share_.get());
  CURL* handle = next->transfer->handle();
  ++per_origin_[next->origin];
  running_.emplace(handle, std::move(next));
  if (curl_multi_add_handle(multi_.get(), handle) != CURLM_OK) {
    End(handle, CURLE_FAILED_INIT);
  }
}

CurlEasy CurlClient::Multi::TakeIdle() {
  if (idle_.empty()) {
    return nullptr;
  }
  CurlEasy handle = std::move(idle_.back());
  idle_.pop_back();
  return handle;
}

void CurlClient::Multi::CutDrops() {
  if (Clock::now() - looked_ < kLook) {
    return;
  }
  looked_ = Clock::now();
  std::vector<CURL*> slow;
  for (const auto& [handle, one] : running_) {
    if (one->transfer->ComesInDrops()) {
      slow.push_back(handle);
    }
  }
  for (CURL* handle : slow) {
    End(handle, CURLE_OPERATION_TIMEDOUT);
  }
}

void CurlClient::Multi::CollectEnded() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg == CURLMSG_DONE) {
      End(message->easy_handle, message->data.result);
    }
  }
}

void CurlClient::Multi::End(CURL* handle, CURLcode code) {
  auto ended = running_.extract(handle);
  const std::unique_ptr<Running> one = std::move(ended.mapped());
  curl_multi_remove_handle(multi_.get(), handle);
  --per_origin_[one->origin];
  HttpResult result = one->transfer->Finish(code);
  idle_.push_back(one->transfer->TakeHandle());
  flow_->Done(one->number, std::move(result));
}

void CurlClient::Multi::BreakOff(bool tell) {
  while (!running_.empty()) {
    if (tell) {
      End(running_.begin()->first, CURLE_FAILED_INIT);
    } else {
      curl_multi_remove_handle(multi_.get(), running_.begin()->first);
      running_.erase(running_.begin());
    }
  }
  per_origin_.clear();
  for (const auto& never_started : std::exchange(waiting_, {})) {
    if (tell) {
      flow_->Done(never_started->number, HttpFailure{HttpFault::kBroken, true});
    }
  }
}

CurlClient::CurlClient(const CurlLibrary&, CurlOptions options)
    : options_(std::move(options)), multi_(std::make_unique<Multi>(options_)) {}

CurlClient::~CurlClient() = default;

void CurlClient::Exchange(HttpFlow& flow) { multi_->Run(flow); }

}  // namespace nexcyte::fcgi
