#ifndef NEXCYTE_VIEWS_AUDIT_WORDS_H_
#define NEXCYTE_VIEWS_AUDIT_WORDS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/audit.h"

namespace nexcyte::views {

// The actions that one can choose to see, in the order of the list.
struct AuditAction {
  std::string_view word;   // member.changed
  std::string_view label;  // Rights changed
};
const std::vector<AuditAction>& AuditActions();

// `Rights changed`; an action that is not known reads as its word does.
std::string ActionWords(std::string_view action);

// Who did it: the name, else what kind of actor.
std::string ActorWords(const domain::AuditRow& row);

// What it was done to; empty where the actor did it to themselves, or to nothing in particular.
std::string SubjectWords(const domain::AuditRow& row);

// One line per detail. Of a value that is only noted, `before` is empty.
struct AuditDetail {
  std::string what;
  std::string before;
  std::string after;
};
std::vector<AuditDetail> AuditDetails(const std::map<std::string, std::string>& details);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_AUDIT_WORDS_H_
