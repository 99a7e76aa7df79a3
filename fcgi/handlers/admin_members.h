#ifndef NEXCYTE_FCGI_HANDLERS_ADMIN_MEMBERS_H_
#define NEXCYTE_FCGI_HANDLERS_ADMIN_MEMBERS_H_

#include "fcgi/context.h"

namespace nexcyte::fcgi {

// The people of the tenant and those who are invited, for admins.
Response ShowMembers(Context& context, const Request& request, const PathParameters& path);
Response ChangeInvitations(Context& context, const Request& request, const PathParameters& path);
Response ShowMember(Context& context, const Request& request, const PathParameters& path);
Response ChangeMember(Context& context, const Request& request, const PathParameters& path);

// The link of an invitation.
Response ShowInvite(Context& context, const Request& request, const PathParameters& path);
Response AcceptInvite(Context& context, const Request& request, const PathParameters& path);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_ADMIN_MEMBERS_H_
