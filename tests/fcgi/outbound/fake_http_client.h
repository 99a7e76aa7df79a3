#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_FAKE_HTTP_CLIENT_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_FAKE_HTTP_CLIENT_H_

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "fcgi/outbound/http_client.h"

namespace nexcyte::fcgi {

// Answers with what it was told, in that order, and keeps the requests. Runs dry with a 500.
class FakeHttpClient final : public HttpClient {
 public:
  void Exchange(HttpFlow& flow) override {
    std::size_t number = 0;
    while (auto request = flow.Next()) {
      requests.push_back(*std::move(request));
      flow.Done(number++, Next());
    }
  }

  FakeHttpClient& Answer(int status, std::string body,
                         std::vector<std::pair<std::string, std::string>> headers = {}) {
    results_.emplace_back(HttpAnswer{status, std::move(headers), std::move(body)});
    return *this;
  }
  FakeHttpClient& Fail(HttpFault fault, bool nothing_sent) {
    results_.emplace_back(HttpFailure{fault, nothing_sent});
    return *this;
  }

  std::vector<HttpRequest> requests;

 private:
  HttpResult Next() {
    if (results_.empty()) {
      return HttpAnswer{500, {}, "no answer was prepared"};
    }
    HttpResult next = std::move(results_.front());
    results_.pop_front();
    return next;
  }
  std::deque<HttpResult> results_;
};

// The value of a request's header, or empty.
inline std::string HeaderOf(const HttpRequest& request, const std::string& name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

// The value of a request's form field, or empty.
inline std::string FieldOf(const HttpRequest& request, const std::string& name) {
  for (const FormPart& part : request.form) {
    if (part.name == name) {
      return part.value;
    }
  }
  return {};
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_FAKE_HTTP_CLIENT_H_
