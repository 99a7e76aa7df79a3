#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_CURL_FIXTURE_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_CURL_FIXTURE_H_

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "fcgi/outbound/curl_client.h"
#include "tests/fcgi/outbound/loopback_server.h"

namespace nexcyte::fcgi {

inline const CurlLibrary& Library() {
  static const CurlLibrary library;
  return library;
}

inline CurlOptions PinnedTo(const std::string& base) {
  return {{BaseUrl::Parse(base).value()}, "", 64, 48};
}

inline CurlClient ClientOf(const LoopbackServer& server) {
  return CurlClient(Library(), PinnedTo(server.Url("")));
}

inline HttpRequest Get(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  return request;
}

inline HttpRequest PostOnce(std::string url) {
  HttpRequest request = Get(std::move(url));
  request.method = HttpMethod::kPost;
  request.body = "{}";
  request.send_once = true;
  return request;
}

inline const HttpAnswer& AnswerOf(const HttpResult& result) {
  BOOST_REQUIRE(std::holds_alternative<HttpAnswer>(result));
  return std::get<HttpAnswer>(result);
}

// "fault, whether a byte left", or "answer".
inline std::string FailureOf(const HttpResult& result) {
  const auto* failure = std::get_if<HttpFailure>(&result);
  if (failure == nullptr) {
    return "answer";
  }
  return std::string(ToString(failure->fault)) +
         (failure->nothing_sent ? ", nothing sent" : ", sent");
}

// Answers every request of every connection with its first line.
inline void Echo(LoopbackConnection& connection) {
  while (const auto request = connection.Read()) {
    connection.Write(OkAnswer(request->head.substr(0, request->head.find('\r'))));
  }
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_CURL_FIXTURE_H_
