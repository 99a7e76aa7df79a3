#ifndef NEXCYTE_VIEWS_STATUS_WORDS_H_
#define NEXCYTE_VIEWS_STATUS_WORDS_H_

#include <string_view>

#include "domain/booking.h"

namespace nexcyte::views {

// A booking's state as a person reads it, and the CSS class of its badge.
struct StatusWords {
  std::string_view text;
  std::string_view css_class;
  std::string_view explanation;  // a sentence, or empty
};

const StatusWords& WordsOf(domain::BookingStatus status);

// True while Cal.com's answer is unknown: the booking itself, or a change of it.
bool IsBeingChecked(const domain::BookingSummary& booking);

// What a superseded state in the history was: `rescheduled` reads `Moved from`.
std::string_view HistoryWord(std::string_view status);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_STATUS_WORDS_H_
