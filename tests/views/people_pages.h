#ifndef NEXCYTE_TESTS_VIEWS_PEOPLE_PAGES_H_
#define NEXCYTE_TESTS_VIEWS_PEOPLE_PAGES_H_

#include <map>
#include <string>

#include "views/admin_audit.h"
#include "views/admin_branding.h"
#include "views/admin_member.h"
#include "views/admin_members.h"
#include "views/renderer.h"

namespace nexcyte::views::sample {

// The pages for admins, in each of their states, and the accept page of an invitation.
void AddPeoplePages(std::map<std::string, std::string>& pages, const Renderer& renderer);
// The same with kHostile in every value.
void AddHostilePeoplePages(std::map<std::string, std::string>& pages, const Renderer& renderer);

AdminMembersPage MembersPage();
AdminMemberPage MemberPage();
AdminAuditPage AuditPage();
AdminBrandingPage BrandingPage();

}  // namespace nexcyte::views::sample

#endif  // NEXCYTE_TESTS_VIEWS_PEOPLE_PAGES_H_
