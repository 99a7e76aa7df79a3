#include "views/booking_timeline.h"

#include "views/when.h"

namespace nexcyte::views {
namespace {

using domain::BookingAct;

std::string_view Verb(BookingAct::What what) {
  switch (what) {
    case BookingAct::What::kBooked:
      return "Booked";
    case BookingAct::What::kMoved:
      return "Moved";
    case BookingAct::What::kCancelled:
      return "Cancelled";
    case BookingAct::What::kApproved:
      return "Approved";
    case BookingAct::What::kDeclined:
      return "Declined";
  }
  return "";
}

}  // namespace

std::string ActWords(const BookingAct& act) {
  const std::string verb(Verb(act.what));
  if (!act.actor_name.empty()) {
    return verb + " by " + act.actor_name;
  }
  return act.what == BookingAct::What::kBooked ? verb : verb + " by the host, at Cal.com";
}

std::string ActDetail(const BookingAct& act, const LocalClock& clock) {
  if (act.new_start) {
    return "To " + DateAndTime(*act.new_start, clock);
  }
  return act.old_start ? "From " + DateAndTime(*act.old_start, clock) : std::string();
}

OutcomeWords OutcomeOf(const BookingAct& act) {
  if (!act.outcome) {
    return {"Not answered yet", "wait"};
  }
  switch (*act.outcome) {
    case domain::IntentOutcome::kDone:
      return {};
    case domain::IntentOutcome::kRefused:
      return {"Refused by the calendar", "bad"};
    case domain::IntentOutcome::kFailed:
      return {"Did not go through", "bad"};
  }
  return {};
}

}  // namespace nexcyte::views
