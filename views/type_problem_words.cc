#include "views/type_problem_words.h"

namespace nexcyte::views {

ProblemWords WordsOf(domain::TypeProblem problem) {
  using domain::TypeProblem;
  switch (problem) {
    case TypeProblem::kGone:
      return {"Your organisation at Cal.com does not have it",
              "It was deleted or moved there. Press Change and choose another event type."};
    case TypeProblem::kSeated:
      return {
          "It offers seats",
          "Only appointments of one person can be booked here. At Cal.com, open the event type, "
          "then Advanced, and switch “Offer seats” off."};
    case TypeProblem::kRecurring:
      return {"It repeats",
              "Only single appointments can be booked here. At Cal.com, open the event type, then "
              "Recurring, and switch it off."};
    case TypeProblem::kTemplate:
      return {"It is a template for managed event types",
              "A template has no times of its own. Choose one of the event types that Cal.com made "
              "from it for your team."};
    case TypeProblem::kVerifiesMail:
      return {"Cal.com asks people for a code by mail",
              "Nobody could finish a booking here. At Cal.com, open the event type, then Advanced, "
              "and switch “Requires booker email verification” off."};
    case TypeProblem::kSendsMail:
      return {"Cal.com sends its own mails to the attendee",
              "People would be told everything twice. At Cal.com, open the event type, then "
              "Advanced, and disable the standard emails to attendees and to hosts; only event "
              "types of a team in an organisation have that switch. Or use an alias per booking, "
              "under Settings."};
    case TypeProblem::kPublic:
      return {"It is shown on your public page at Cal.com",
              "People could book past this portal. At Cal.com, in the list of event types, hide it "
              "from the profile."};
    case TypeProblem::kOpenToAnybody:
      return {"Anybody may book it through Cal.com’s interface",
              "At Cal.com, open the event type, then Advanced, and switch “Booking requires "
              "authentication” on."};
    case TypeProblem::kNeedsApproval:
      return {"A host must approve each booking",
              "People first get a request, not a booking. If that is not wanted: at Cal.com, open "
              "the event type, then Advanced, and switch “Requires confirmation” off."};
    case TypeProblem::kSendsHostMail:
      return {"Cal.com mails the hosts",
              "Your people get Cal.com’s mails too. If that is not wanted: at Cal.com, open the "
              "event type, then Advanced, and disable the standard emails to hosts."};
    case TypeProblem::kCalVideo:
      return {
          "It takes place in Cal Video",
          "Its link is a page of Cal.com, so people are not shown it. At Cal.com, choose another "
          "place or another video service for it."};
  }
  return {"", ""};
}

}  // namespace nexcyte::views
