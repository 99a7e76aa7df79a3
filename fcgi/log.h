#ifndef NEXCYTE_FCGI_LOG_H_
#define NEXCYTE_FCGI_LOG_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace nexcyte::fcgi {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// One line of the log, written to standard error by Write() in one piece, from any thread:
//
//   LogLine(LogLevel::kInfo, "request").Add("status", 200).Add("path", path).Write();
//   2026-11-23T09:00:00.123456Z info request pid=71 status=200 path="/t/acme/bookings"
//
// Values with blanks, quotes, `=` or other than printable ASCII are quoted and escaped, and cut at
// 500 bytes, so that one event is one line. Nothing secret gets out: the value of a name on the
// redaction list (token, password, secret, cookie, authorization, api_key, email, phone, ...)
// becomes `[redacted]`, and so does, within any value, what looks like an e-mail address, a phone
// number, a web session's or a mail's token, or a credential in a URL.
class LogLine {
 public:
  LogLine(LogLevel level, std::string_view event);
  LogLine& Add(std::string_view name, std::string_view value);
  LogLine& Add(std::string_view name, std::int64_t value);
  // Drops the line when its level is under the one that is set.
  void Write() const;
  // Without the time and without a line break.
  const std::string& text() const { return text_; }

 private:
  LogLevel level_;
  std::string text_;
};

// kInfo at start.
void SetLogLevel(LogLevel level);

// What LogLine does to a value.
std::string Redact(std::string_view value);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_LOG_H_
