#include "fcgi/answers.h"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <utility>

namespace nexcyte::fcgi {

namespace {

Response Text(int status, const char* type, std::string body) {
  Response response;
  response.status = status;
  response.Set("Content-Type", type).Set("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

}  // namespace

Response Html(int status, std::string body) {
  return Text(status, "text/html; charset=utf-8", std::move(body));
}

Response Json(int status, std::string body) {
  return Text(status, "application/json", std::move(body));
}

Response Redrawn(const domain::Error& error, std::string body) {
  Response response = Html(StatusOf(error), std::move(body));
  AddRetryAfter(response, error);
  return response;
}

void AddRetryAfter(Response& response, const domain::Error& error) {
  if (error.retry_after().count() > 0) {
    response.Set("Retry-After", std::to_string(error.retry_after().count()));
  }
}

Response SeeOther(const std::string& location) {
  Response response;
  response.status = 303;
  response.Set("Location", location).Set("Cache-Control", "no-store");
  return response;
}

int StatusOf(const domain::Error& error) {
  switch (error.code()) {
    case domain::ErrorCode::kMalformed:
      return 400;
    case domain::ErrorCode::kInvalid:
      return 422;
    case domain::ErrorCode::kUnauthenticated:
      return 401;
    case domain::ErrorCode::kForbidden:
      return 403;
    case domain::ErrorCode::kNotFound:
      return 404;
    case domain::ErrorCode::kMethodNotAllowed:
      return 405;
    case domain::ErrorCode::kConflict:
      return 409;
    case domain::ErrorCode::kTooLarge:
      return 413;
    case domain::ErrorCode::kUnsupportedType:
      return 415;
    case domain::ErrorCode::kRateLimited:
      return 429;
    case domain::ErrorCode::kUnavailable:
      return 503;
    case domain::ErrorCode::kInternal:
      return 500;
  }
  return 500;
}

std::string QueryEscape(std::string_view value) {
  return boost::urls::encode(value, boost::urls::unreserved_chars);
}

}  // namespace nexcyte::fcgi
