#ifndef NEXCYTE_VIEWS_REASONS_H_
#define NEXCYTE_VIEWS_REASONS_H_

#include <string_view>

#include "domain/error.h"

namespace nexcyte::views {

// A refusal in words, for pages, forms and the JSON `message`.
struct ReasonText {
  std::string_view title;     // headline of the error page
  std::string_view sentence;  // what happened
  std::string_view advice;    // what to do next
};

// Of a stable word of domain::Error; an unknown word reads as its code does. Static storage.
const ReasonText& TextOf(std::string_view reason, domain::ErrorCode code);

// Of a form's problem, whose code is kInvalid where the word does not say more.
const ReasonText& TextOf(std::string_view reason);

// The confirmation behind `?done=<word>`, or empty for an unknown word. Words: booked, requested,
// cancelled, moved, released, saved, password_changed, code_sent, phone_verified,
// device_signed_out, verified, password_reset, signed_out, requeued, dropped,
// invited, withdrawn, member_signed_out, logo_saved, logo_removed, joined, text_restored.
std::string_view NoticeOf(std::string_view word);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_REASONS_H_
