#ifndef NEXCYTE_DOMAIN_SMS_TEXT_H_
#define NEXCYTE_DOMAIN_SMS_TEXT_H_

#include <string>
#include <string_view>

namespace nexcyte::domain {

inline constexpr int kMaxSmsSegments = 3;

// How many segments a text message is sent and paid in (twilio.md section 7): GSM-7 (160, or 153
// each of several) when every character allows it, else UCS-2 (70, or 67). An empty text is one.
// Throws Error(kInvalid, "bad_text") for what is not UTF-8.
int SmsSegments(std::string_view text);

// `text` as it may leave: no-break spaces, curly quotes, long dashes and the ellipsis become what
// GSM-7 has for them; control characters but the line feed are dropped.
//
// What is over kMaxSmsSegments is cut between code points and ends with `...`. The first https link
// stays whole where it fits: if the cut would hit it, the words before it are shortened instead and
// what follows it is dropped.
//
// Throws Error(kInvalid, "bad_text") for what is not UTF-8 and for what is blank.
std::string SmsText(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_SMS_TEXT_H_
