#include "fcgi/outbound/curl_transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace nexcyte::fcgi {
namespace {

// An answer that has begun must bring this much per window, or it is cut. libcurl's own low-speed
// limit also counts the time in which a provider thinks before it answers, which may be long.
constexpr std::chrono::seconds kWindow{3};
constexpr std::size_t kBytesPerWindow = 300;

// One TLS record. libcurl's own is four times as large, for each request under way.
constexpr long kSendBuffer = 16384;

std::string LowerCase(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

std::string_view Trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

}  // namespace

CurlTransfer::CurlTransfer(CurlEasy easy, const HttpRequest& request, const CurlOptions& options,
                           CURLSH* share)
    : request_(request), easy_(easy ? std::move(easy) : CurlEasy(curl_easy_init())) {
  if (!easy_) {
    throw std::bad_alloc();
  }
  Set(CURLOPT_URL, request.url.c_str());
  Set(CURLOPT_SHARE, share);
  SetLimits();
  SetSecurity(options);
  SetCallbacks();
  SetBody();
  SetHeaders();
}

// Every option used here exists in this libcurl, so a refusal can only be a lack of memory.
template <class Value>
void CurlTransfer::Set(CURLoption option, Value value) {
  if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) {
    throw std::bad_alloc();
  }
}

void CurlTransfer::SetLimits() {
  Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_limit.count()));
  Set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.total_limit.count()));
  Set(CURLOPT_NOSIGNAL, 1L);
  Set(CURLOPT_FOLLOWLOCATION, 0L);
  // Without a body there is nothing whose repetition libcurl would notice.
  if (request_.send_once && request_.body.empty() && request_.form.empty()) {
    Set(CURLOPT_FRESH_CONNECT, 1L);
    Set(CURLOPT_FORBID_REUSE, 1L);
  }
}

void CurlTransfer::SetSecurity(const CurlOptions& options) {
  Set(CURLOPT_PROTOCOLS_STR, "https,http");
  Set(CURLOPT_PROXY, "");
  Set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  Set(CURLOPT_PATH_AS_IS, 1L);
  Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(CURLOPT_SSL_VERIFYPEER, 1L);
  Set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) {
    Set(CURLOPT_CAINFO, options.ca_file.c_str());
  }
  if (!request_.auth.user.empty()) {
    Set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    Set(CURLOPT_USERNAME, request_.auth.user.c_str());
    Set(CURLOPT_PASSWORD, request_.auth.password.c_str());
  }
}

void CurlTransfer::SetCallbacks() {
  Set(CURLOPT_PRIVATE, this);
  Set(CURLOPT_WRITEFUNCTION, &CurlTransfer::OnBody);
  Set(CURLOPT_WRITEDATA, this);
  Set(CURLOPT_HEADERFUNCTION, &CurlTransfer::OnHeader);
  Set(CURLOPT_HEADERDATA, this);
}

void CurlTransfer::SetHeaders() {
  Set(CURLOPT_USERAGENT, "nexcyte");
  const auto append = [this](const std::string& line) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) {
      throw std::bad_alloc();
    }
    if (longer != headers_.get()) {
      headers_.reset(longer);
    }
  };
  // Without it libcurl asks for leave (100-continue) before a large body and may wait for it.
  append("Expect:");
  if (!form_.content_type.empty()) {
    append("Content-Type: " + form_.content_type);
  }
  for (const auto& [name, value] : request_.headers) {
    append(fmt::format("{}: {}", name, value));
  }
  Set(CURLOPT_HTTPHEADER, headers_.get());
}

void CurlTransfer::SetBody() {
  if (!request_.form.empty()) {
    form_ = EncodeForm(request_.form);
    left_ = form_.bytes;
    SetPost();
  } else if (request_.method == HttpMethod::kPost) {
    left_ = request_.body;
    SetPost();
  } else if (request_.method == HttpMethod::kDelete) {
    Set(CURLOPT_CUSTOMREQUEST, "DELETE");
  }
}

void CurlTransfer::SetPost() {
  Set(CURLOPT_POST, 1L);
  Set(CURLOPT_UPLOAD_BUFFERSIZE, kSendBuffer);
  Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(left_.size()));
  if (request_.send_once && !left_.empty()) {
    Set(CURLOPT_READFUNCTION, &CurlTransfer::OnSend);
    Set(CURLOPT_READDATA, this);
  } else {
    Set(CURLOPT_POSTFIELDS, left_.data());
  }
}

std::size_t CurlTransfer::OnSend(char* bytes, std::size_t size, std::size_t count, void* self) {
  std::string_view& left = static_cast<CurlTransfer*>(self)->left_;
  const std::size_t sent = left.copy(bytes, size * count);
  left.remove_prefix(sent);
  return sent;
}

std::size_t CurlTransfer::OnBody(const char* bytes, std::size_t size, std::size_t count,
                                 void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  if (!transfer.Count(size * count)) {
    return 0;
  }
  transfer.answer_.body.append(bytes, size * count);
  return size * count;
}

std::size_t CurlTransfer::OnHeader(const char* bytes, std::size_t size, std::size_t count,
                                   void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  if (!transfer.Count(size * count)) {
    return 0;
  }
  transfer.ReadHeaderLine(std::string_view(bytes, size * count));
  return size * count;
}

bool CurlTransfer::Count(std::size_t bytes) {
  if (received_ == 0) {
    window_start_ = Clock::now();
  }
  received_ += bytes;
  too_large_ = received_ > request_.max_answer_bytes;
  return !too_large_;
}

void CurlTransfer::ReadHeaderLine(std::string_view line) {
  if (line.starts_with("HTTP/")) {  // an interim answer (1xx) may have come before
    answer_.headers.clear();
    return;
  }
  const auto colon = line.find(':');
  if (colon != std::string_view::npos) {
    answer_.headers.emplace_back(LowerCase(line.substr(0, colon)),
                                 std::string(Trimmed(line.substr(colon + 1))));
  }
}

bool CurlTransfer::ComesInDrops() {
  if (received_ == 0 || Clock::now() - window_start_ < kWindow) {
    return false;
  }
  too_slow_ = received_ - window_received_ < kBytesPerWindow;
  window_start_ = Clock::now();
  window_received_ = received_;
  return too_slow_;
}

HttpResult CurlTransfer::Finish(CURLcode code) {
  if (code != CURLE_OK) {
    long sent = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE, &sent);
    return HttpFailure{FaultOf(code), sent == 0};
  }
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  answer_.status = static_cast<int>(status);
  return std::move(answer_);
}

CurlEasy CurlTransfer::TakeHandle() {
  curl_easy_reset(easy_.get());
  return std::move(easy_);
}

HttpFault CurlTransfer::FaultOf(CURLcode code) const {
  if (too_large_) {
    return HttpFault::kTooLarge;
  }
  if (too_slow_) {
    return HttpFault::kTooSlow;
  }
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return HttpFault::kResolve;
    case CURLE_COULDNT_CONNECT:
      return HttpFault::kConnect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
      return HttpFault::kTls;
    case CURLE_OPERATION_TIMEDOUT:
      return HttpFault::kTimeLimit;
    default:
      return HttpFault::kBroken;
  }
}

std::string_view ToString(HttpFault fault) {
  switch (fault) {
    case HttpFault::kNotAllowed:
      return "not_allowed";
    case HttpFault::kResolve:
      return "resolve";
    case HttpFault::kConnect:
      return "connect";
    case HttpFault::kTls:
      return "tls";
    case HttpFault::kTimeLimit:
      return "time_limit";
    case HttpFault::kTooSlow:
      return "too_slow";
    case HttpFault::kTooLarge:
      return "too_large";
    case HttpFault::kBroken:
      return "broken";
  }
  return "broken";
}

}  // namespace nexcyte::fcgi
