#include "fcgi/outbound/curl_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <map>
#include <new>
#include <stdexcept>
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

// The multi handle, its connections, and the requests of one SendAll.
class CurlClient::Multi {
 public:
  explicit Multi(const CurlOptions& options) : options_(options) {
    if (!multi_ || !share_) {
      throw std::bad_alloc();
    }
    // A request on a connection of its own still resumes the TLS session of the one before.
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  }

  std::vector<HttpResult> Run(std::span<const HttpRequest> requests);

 private:
  struct Running {
    std::size_t index = 0;
    std::string origin;
    std::unique_ptr<CurlTransfer> transfer;
  };

  void StartWhatFits();
  void Start(std::size_t index, const std::string& origin);
  bool Advance();
  void CollectEnded();
  void End(CURL* handle, CURLcode code);
  void EndAll();

  const CurlOptions& options_;
  std::unique_ptr<CURLSH, ShareCleanup> share_{curl_share_init()};
  std::unique_ptr<CURLM, MultiCleanup> multi_{curl_multi_init()};
  std::span<const HttpRequest> requests_;
  std::vector<HttpResult> results_;
  std::deque<std::size_t> waiting_;
  std::map<std::string, std::size_t> per_origin_;
  std::map<CURL*, Running> running_;
};

std::vector<HttpResult> CurlClient::Multi::Run(std::span<const HttpRequest> requests) {
  requests_ = requests;
  results_.assign(requests.size(), HttpFailure{HttpFault::kNotAllowed, true});
  for (std::size_t index = 0; index < requests.size(); ++index) {
    if (IsAllowed(requests[index], options_)) {
      waiting_.push_back(index);
    }
  }
  try {
    StartWhatFits();
    while (!running_.empty() && Advance()) {
      CollectEnded();
      StartWhatFits();
    }
  } catch (...) {  // no memory: nothing may go on that refers to the caller's requests
    EndAll();
    throw;
  }
  EndAll();
  return std::exchange(results_, {});
}

void CurlClient::Multi::StartWhatFits() {
  for (auto next = waiting_.begin(); next != waiting_.end();) {
    if (running_.size() >= options_.in_flight) {
      return;
    }
    const std::string origin(OriginOf(requests_[*next].url));
    if (per_origin_[origin] >= options_.per_host) {
      ++next;
      continue;
    }
    Start(*next, origin);
    next = waiting_.erase(next);
  }
}

void CurlClient::Multi::Start(std::size_t index, const std::string& origin) {
  auto transfer = std::make_unique<CurlTransfer>(requests_[index], options_, share_.get());
  CURL* handle = transfer->handle();
  running_.emplace(handle, Running{index, origin, std::move(transfer)});
  ++per_origin_[origin];
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
  const auto ended = running_.find(handle);
  curl_multi_remove_handle(multi_.get(), handle);
  results_[ended->second.index] = ended->second.transfer->Finish(code);
  --per_origin_[ended->second.origin];
  running_.erase(ended);
}

void CurlClient::Multi::EndAll() {
  while (!running_.empty()) {
    End(running_.begin()->first, CURLE_FAILED_INIT);
  }
  for (const std::size_t index : waiting_) {
    results_[index] = HttpFailure{HttpFault::kBroken, true};
  }
  waiting_.clear();
}

CurlClient::CurlClient(const CurlLibrary&, CurlOptions options)
    : options_(std::move(options)), multi_(std::make_unique<Multi>(options_)) {}

CurlClient::~CurlClient() = default;

std::vector<HttpResult> CurlClient::SendAll(std::span<const HttpRequest> requests) {
  return multi_->Run(requests);
}

}  // namespace nexcyte::fcgi
