#include "fcgi/log.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace nexcyte::tests {
namespace {

using fcgi::LogLevel;
using fcgi::LogLine;
using fcgi::Redact;

// What one value becomes, without what stands before it.
std::string Logged(const std::string& name, const std::string& value) {
  LogLine line(LogLevel::kInfo, "event");
  line.Add(name, value);
  return line.text().substr(line.text().find(" " + name + "=") + name.size() + 2);
}

BOOST_AUTO_TEST_SUITE(Log)

BOOST_AUTO_TEST_CASE(WritesNamesAndValues) {
  LogLine line(LogLevel::kWarning, "request");
  line.Add("status", 200).Add("path", "/t/acme/bookings");
  BOOST_TEST(line.text().starts_with("warning request pid="));
  BOOST_TEST(line.text().ends_with(" status=200 path=/t/acme/bookings"));
}

BOOST_AUTO_TEST_CASE(KeepsOneEventOnOneLine) {
  BOOST_TEST(Logged("a", "x\ninfo forged pid=1") == R"("x\ninfo forged pid=1")");
  BOOST_TEST(Logged("a", "say \"hi\" \\") == R"("say \"hi\" \\")");
  BOOST_TEST(Logged("a", std::string("\0\x1b[31m\xc3\xa4", 8)) == R"("\x00\x1b[31m\xc3\xa4")");
  BOOST_TEST(Logged("a", "x=1") == R"("x=1")");
  BOOST_TEST(Logged("a", "") == R"("")");
}

BOOST_AUTO_TEST_CASE(CutsLongValues) {
  BOOST_TEST(Logged("a", std::string(3000, '/')).size() == 500U);
}

BOOST_AUTO_TEST_CASE(CutsNoTokenInHalf) {
  const std::string token(43, 'k');
  const std::string logged = Logged("a", std::string(480, '/') + token);
  BOOST_TEST(logged.find('k') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(HidesSecretNames) {
  for (const char* const name :
       {"token", "csrf_token", "Password", "x-nexcyte-internal-secret", "cookie", "Authorization",
        "MAILGUN_API_KEY", "attendee_email", "phone", "password_hash", "DATABASE_URL"}) {
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(Logged(name, "x") == "[redacted]"); }
  }
}

BOOST_AUTO_TEST_CASE(HidesWhatLooksPersonalOrSecret) {
  BOOST_TEST(Redact("no such user: carol@acme.test, gone") == "no such user: [redacted], gone");
  BOOST_TEST(Redact("email=carol%40acme.test") == "email=[redacted]");
  BOOST_TEST(Redact("to +4915112345678!") == "to [redacted]!");
  BOOST_TEST(Redact("/verify?token=" + std::string(43, 'a')) == "/verify?token=[redacted]");
  BOOST_TEST(Redact("postgres://user:word@host/db") == "postgres://[redacted]/db");
}

BOOST_AUTO_TEST_CASE(LeavesTheRestAlone) {
  for (const std::string text :
       {"/t/acme/bookings/0b9c6a1e-5a5b-4c3d-8e7f-001122334455", "2026-11-23T09:00:00Z",
        "0123456789abcdef0123456789abcdef", "Europe/Berlin", "23505", "127.0.0.1", "+1", ""}) {
    BOOST_TEST(Redact(text) == text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
