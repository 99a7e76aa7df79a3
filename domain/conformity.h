#ifndef NEXCYTE_DOMAIN_CONFORMITY_H_
#define NEXCYTE_DOMAIN_CONFORMITY_H_

#include <vector>

#include "domain/event_type.h"
#include "domain/providers.h"
#include "domain/scheduling_settings.h"

namespace nexcyte::domain {

// How an event type has to be set up at Cal.com, so that people are told everything by this portal
// alone and nobody books past it.

// What is not so, the gravest first.
std::vector<TypeProblem> ProblemsOf(const CalendarEventType& type);

enum class Gravity {
  kNote,      // people should know
  kMend,      // to be put right at Cal.com
  kUnusable,  // nothing of this can be booked here
};

// Cal.com's own mails reach nobody where it is given aliases.
Gravity GravityOf(TypeProblem problem, AttendeeAddress address);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_CONFORMITY_H_
