#ifndef NEXCYTE_VIEWS_ADMIN_MEMBERS_H_
#define NEXCYTE_VIEWS_ADMIN_MEMBERS_H_

#include <string>

#include "domain/use_cases/members.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

// An invitation as it was typed.
struct InviteForm {
  std::string email;
  std::string role = "member";
  std::string account_kind = "customer";
};

// `/t/{tenant}/admin/members?q=&cursor=`. Its forms post to the path: csrf_token and action:
// `invite` (email, role, account_kind) or `withdraw` (invitation).
struct AdminMembersPage {
  Layout layout;
  std::string search;
  domain::MembersView view;
  LocalClock clock;
  domain::Timestamp now;
  InviteForm form;
  FormProblem problem = {};
};

std::string Render(const Renderer& renderer, const AdminMembersPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ADMIN_MEMBERS_H_
