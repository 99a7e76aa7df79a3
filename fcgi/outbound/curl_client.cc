#include "fcgi/outbound/curl_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <map>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "fcgi/outbound/curl_transfer.h"

namespace nexcyte::fcgi {
namespace {

constexpr int kPollMilliseconds = 250;  // progress is looked at this often at least

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
    if (!multi_ || !share_) {
      throw std::bad_alloc();
    }
    // A request on a connection of its own still resumes the TLS session of the one before.
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options.in_flight));
  }

  void Run(HttpFlow& flow);

 private:
  struct Running {
    std::size_t number = 0;
    HttpRequest request;  // which the transfer refers to
    std::string origin;
    std::unique_ptr<CurlTransfer> transfer;
  };

  void TakeWhatFits();
  void StartWhatFits();
  void Start(std::unique_ptr<Running> next);
  bool Advance();
  void CollectEnded();
  void End(CURL* handle, CURLcode code);
  void BreakOff(bool tell);

  const CurlOptions& options_;
  std::unique_ptr<CURLSH, ShareCleanup> share_{curl_share_init()};
  std::unique_ptr<CURLM, MultiCleanup> multi_{curl_multi_init()};
  HttpFlow* flow_ = nullptr;
  std::size_t taken_ = 0;
  std::deque<std::unique_ptr<Running>> waiting_;  // for room at their origin
  std::map<std::string, std::size_t> per_origin_;
  std::map<CURL*, std::unique_ptr<Running>> running_;
};

void CurlClient::Multi::Run(HttpFlow& flow) {
  flow_ = &flow;
  taken_ = 0;
  try {
    TakeWhatFits();
    while (!running_.empty() && Advance()) {
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
  next->transfer = std::make_unique<CurlTransfer>(next->request, options_, share_.get());
  CURL* handle = next->transfer->handle();
  ++per_origin_[next->origin];
  running_.emplace(handle, std::move(next));
  if (curl_multi_add_handle(multi_.get(), handle) != CURLM_OK) {
    End(handle, CURLE_FAILED_INIT);
  }
}

// False when libcurl itself fails: then nothing more can be said about what is under way.
bool CurlClient::Multi::Advance() {
  int still_running = 0;
  if (curl_multi_perform(multi_.get(), &still_running) != CURLM_OK) {
    return false;
  }
  return still_running == 0 ||
         curl_multi_poll(multi_.get(), nullptr, 0, kPollMilliseconds, nullptr) == CURLM_OK;
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
  flow_->Done(one->number, one->transfer->Finish(code));
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
