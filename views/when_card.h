#ifndef NEXCYTE_VIEWS_WHEN_CARD_H_
#define NEXCYTE_VIEWS_WHEN_CARD_H_

#include <ctemplate/template_string.h>

#include <string_view>

#include "domain/time.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// What and when, as a leaf of a calendar with words beside it.
struct WhenCard {
  std::string_view what;  // empty where the page says it already
  domain::TimeRange time;
  const LocalClock& clock;
  std::string_view label = {};  // `New time`; empty: none
  bool crossed = false;         // no longer valid
};

void ShowWhen(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
              const WhenCard& card);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_WHEN_CARD_H_
