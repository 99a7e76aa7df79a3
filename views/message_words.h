#ifndef NEXCYTE_VIEWS_MESSAGE_WORDS_H_
#define NEXCYTE_VIEWS_MESSAGE_WORDS_H_

#include <string>
#include <string_view>

#include "domain/outbox.h"

namespace nexcyte::views {

// What a message tells: `Booking confirmed`. An unknown key reads as itself.
std::string EventWords(std::string_view event_key);

// `E-mail`, `SMS`, `Notice`
std::string_view ChannelWords(domain::Channel channel);

// How far a message has come, and the CSS class of its badge. `state`: of an outbox row, or of one
// try to send it.
struct StateText {
  std::string_view text;
  std::string_view css_class;
};
StateText StateWords(std::string_view state, domain::Channel channel);

// Our word for a failure (domain::SendResult::error and the dispatcher's own), as a sentence for
// staff. Empty for an empty word; a word nobody knows is quoted.
std::string FailureWords(std::string_view error);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_MESSAGE_WORDS_H_
