#include "domain/event_type.h"

#include <algorithm>

#include "domain/text.h"

namespace nexcyte::domain {

std::string_view ToString(TypeProblem problem) {
  switch (problem) {
    case TypeProblem::kGone:
      return "gone";
    case TypeProblem::kSeated:
      return "seated";
    case TypeProblem::kRecurring:
      return "recurring";
    case TypeProblem::kTemplate:
      return "template";
    case TypeProblem::kVerifiesMail:
      return "verifies_mail";
    case TypeProblem::kSendsMail:
      return "sends_mail";
    case TypeProblem::kPublic:
      return "public";
    case TypeProblem::kOpenToAnybody:
      return "open_to_anybody";
    case TypeProblem::kNeedsApproval:
      return "needs_approval";
    case TypeProblem::kSendsHostMail:
      return "sends_host_mail";
    case TypeProblem::kCalVideo:
      return "cal_video";
  }
  return "";
}

std::optional<TypeProblem> ParseTypeProblem(std::string_view text) {
  using enum TypeProblem;
  for (const TypeProblem problem :
       {kGone, kSeated, kRecurring, kTemplate, kVerifiesMail, kSendsMail, kPublic, kOpenToAnybody,
        kNeedsApproval, kSendsHostMail, kCalVideo}) {
    if (ToString(problem) == text) {
      return problem;
    }
  }
  return std::nullopt;
}

bool Allows(const EventType& type, AccountKind kind) {
  return std::find(type.allow_kinds.begin(), type.allow_kinds.end(), kind) !=
         type.allow_kinds.end();
}

bool IsPurpose(std::string_view text) {
  constexpr std::size_t kMost = 40;
  return !text.empty() && text.size() <= kMost && IsAsciiLower(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '_'; });
}

}  // namespace nexcyte::domain
