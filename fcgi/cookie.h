#ifndef NEXCYTE_FCGI_COOKIE_H_
#define NEXCYTE_FCGI_COOKIE_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nexcyte::fcgi {

// The session of a signed-in device, the mark of a browser in which somebody has signed in, and the
// random mark of a visitor (their forms' CSRF proof).
inline constexpr char kSessionCookie[] = "__Host-nx";
inline constexpr char kDeviceCookie[] = "__Host-nx-d";
inline constexpr char kVisitorCookie[] = "__Host-nx-v";

// The value of the cookie whose name is `name`, byte for byte, in a Cookie header (RFC 6265
// section 4.2.1). Only spaces and tabs around a pair are dropped, so a look-alike that begins with
// U+2000 or has other case is another cookie. Throws Error(kMalformed) when the name comes twice:
// one of the two was planted, and nobody can say which.
std::optional<std::string> FindCookie(std::string_view header, std::string_view name);

// A Set-Cookie value: Secure, HttpOnly, SameSite=Lax, Path=/, no Domain, as the prefix `__Host-`
// demands. Without `max_age` it ends with the browser's session. `value` must be of the characters
// that RFC 6265 allows; throws std::invalid_argument otherwise.
std::string SetCookie(std::string_view name, std::string_view value,
                      std::optional<std::chrono::seconds> max_age = std::nullopt);

// Makes the browser forget it.
std::string ClearCookie(std::string_view name);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_COOKIE_H_
