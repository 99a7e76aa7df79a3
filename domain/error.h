#ifndef NEXCYTE_DOMAIN_ERROR_H_
#define NEXCYTE_DOMAIN_ERROR_H_

#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace nexcyte::domain {

// What went wrong, in the words of the HTTP answer (fcgi/app.cc maps each to its one status).
enum class ErrorCode {
  kMalformed,         // cannot be read: syntax, encoding, duplicate parameter
  kInvalid,           // read, but a field is refused
  kUnauthenticated,   // nobody is signed in
  kForbidden,         // signed in, but not allowed
  kNotFound,          // absent, or not visible to this person: the two are never told apart
  kMethodNotAllowed,  // the path exists for another method
  kConflict,          // the state of things refuses it (slot_taken, booking_closed, ...)
  kTooLarge,          // the body is over the route's limit
  kUnsupportedType,   // the body has a content type that the route does not read
  kRateLimited,       // too many tries; retry_after says when
  kUnavailable,       // something that we need does not answer; retry_after says when
  kInternal,          // our own fault; nothing of it is shown
};

// One refused field: its name in the request and a sentence for the person who typed it.
struct FieldError {
  std::string field;
  std::string message;
  bool operator==(const FieldError&) const = default;
};

// The one exception that ends a request, or one message of a dispatch. `reason` is the stable word
// of product.md section 4 (slot_taken, kind_not_allowed, ...); what() is for the log only and is
// never shown, and must hold neither secrets nor personal data.
class Error : public std::exception {
 public:
  Error(ErrorCode code, std::string reason, std::string detail = {})
      : code_(code), reason_(std::move(reason)), detail_(std::move(detail)) {}

  Error&& With(std::vector<FieldError> fields) && {
    fields_ = std::move(fields);
    return std::move(*this);
  }
  Error&& RetryAfter(std::chrono::seconds wait) && {
    retry_after_ = wait;
    return std::move(*this);
  }

  ErrorCode code() const { return code_; }
  const std::string& reason() const { return reason_; }
  const std::vector<FieldError>& fields() const { return fields_; }
  // Zero when there is nothing to say.
  std::chrono::seconds retry_after() const { return retry_after_; }
  // A form that meets one of these is shown again with what was typed.
  bool MayRedrawForm() const {
    return code_ == ErrorCode::kInvalid || code_ == ErrorCode::kConflict;
  }
  const char* what() const noexcept override {
    return detail_.empty() ? reason_.c_str() : detail_.c_str();
  }

 private:
  ErrorCode code_;
  std::string reason_;
  std::string detail_;
  std::vector<FieldError> fields_;
  std::chrono::seconds retry_after_{0};
};

// 422 `invalid` about one field.
inline Error InvalidInput(std::string field, std::string message) {
  return Error(ErrorCode::kInvalid, "invalid").With({{std::move(field), std::move(message)}});
}

// 404 `not_found`: absent, foreign and random answer the same.
inline Error NotFound() { return Error(ErrorCode::kNotFound, "not_found"); }

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_ERROR_H_
