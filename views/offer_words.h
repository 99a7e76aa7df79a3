#ifndef NEXCYTE_VIEWS_OFFER_WORDS_H_
#define NEXCYTE_VIEWS_OFFER_WORDS_H_

#include <string_view>

#include "domain/use_cases/event_types.h"

namespace nexcyte::views {

// Why it is not known what Cal.com has; empty where it is.
struct OfferWords {
  std::string_view title;
  std::string_view text;
};

inline OfferWords WordsOf(domain::OfferState state) {
  switch (state) {
    case domain::OfferState::kKnown:
      return {"", ""};
    case domain::OfferState::kNoOrganization:
      return {"Your organisation at Cal.com is not set yet",
              "Enter it under Settings first; then you can choose from its event types."};
    case domain::OfferState::kRefused:
      return {
          "Cal.com does not let the portal in",
          "The portal’s key at Cal.com is refused. Ask the operator of your portal to renew it."};
    case domain::OfferState::kUnavailable:
      return {"Cal.com does not answer just now",
              "You see what was known when it last did. Nothing is lost."};
  }
  return {"", ""};
}

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_OFFER_WORDS_H_
