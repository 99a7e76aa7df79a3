#include "domain/conformity.h"

namespace nexcyte::domain {

std::vector<TypeProblem> ProblemsOf(const CalendarEventType& type) {
  std::vector<TypeProblem> problems;
  const auto add = [&problems](bool applies, TypeProblem problem) {
    if (applies) {
      problems.push_back(problem);
    }
  };
  add(type.seated, TypeProblem::kSeated);
  add(type.recurring, TypeProblem::kRecurring);
  add(type.managed_parent, TypeProblem::kTemplate);
  add(type.verifies_mail, TypeProblem::kVerifiesMail);
  add(type.sends_attendee_mail, TypeProblem::kSendsMail);
  add(!type.hidden, TypeProblem::kPublic);
  add(!type.needs_authentication, TypeProblem::kOpenToAnybody);
  add(type.needs_approval, TypeProblem::kNeedsApproval);
  add(type.sends_host_mail, TypeProblem::kSendsHostMail);
  add(type.cal_video, TypeProblem::kCalVideo);
  return problems;
}

Gravity GravityOf(TypeProblem problem, AttendeeAddress address) {
  switch (problem) {
    case TypeProblem::kGone:
    case TypeProblem::kSeated:
    case TypeProblem::kRecurring:
    case TypeProblem::kTemplate:
    case TypeProblem::kVerifiesMail:
      return Gravity::kUnusable;
    case TypeProblem::kSendsMail:
      return address == AttendeeAddress::kAlias ? Gravity::kNote : Gravity::kMend;
    case TypeProblem::kPublic:
    case TypeProblem::kOpenToAnybody:
      return Gravity::kMend;
    case TypeProblem::kNeedsApproval:
    case TypeProblem::kSendsHostMail:
    case TypeProblem::kCalVideo:
      return Gravity::kNote;
  }
  return Gravity::kNote;
}

}  // namespace nexcyte::domain
