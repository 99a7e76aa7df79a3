#ifndef NEXCYTE_VIEWS_ADMIN_MEMBER_H_
#define NEXCYTE_VIEWS_ADMIN_MEMBER_H_

#include <optional>
#include <string>

#include "domain/member.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// `/t/{tenant}/admin/members/{member}`. Its forms post to the path: csrf_token and action: `save`
// (role, account_kind, version), `disable` and `enable` (version), `sign_out`.
struct AdminMemberPage {
  Layout layout;
  domain::Member member;
  bool is_self = false;
  LocalClock clock;
  // What was chosen in a form that was refused.
  std::optional<domain::MemberRights> typed = {};
  FormProblem problem = {};
};

std::string Render(const Renderer& renderer, const AdminMemberPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_MEMBER_H_
