#include "fcgi/handlers/admin_members.h"

#include <cstdint>
#include <string>

#include "domain/error.h"
#include "domain/use_cases/members.h"
#include "fcgi/answers.h"
#include "fcgi/handlers/account_tools.h"
#include "views/admin_member.h"
#include "views/admin_members.h"
#include "views/invite_form.h"

namespace nexcyte::fcgi {

namespace {

constexpr int kRowsOfAPage = 50;
constexpr std::int64_t kMostVersion = std::int64_t{1} << 53;

domain::Role ReadRole(Fields& form) {
  const std::string word = form.Choice("role", {"member", "staff", "admin"});
  return domain::ParseRole(word).value_or(domain::Role::kMember);
}

domain::AccountKind ReadKind(Fields& form) {
  const std::string word = form.Choice("account_kind", {"prospect", "customer", "staff"});
  return domain::ParseAccountKind(word).value_or(domain::AccountKind::kProspect);
}

views::AdminMembersPage MembersPageOf(Context& context, const Request& request,
                                      const domain::MemberQuery& query) {
  views::AdminMembersPage page;
  page.layout = context.Layout();
  page.search = query.search;
  page.view = domain::ShowMembers(*context.store, query);
  page.clock = {context.time_zone(), context.person().hour_cycle};
  page.now = request.received_at;
  return page;
}

void Invite(Context& context, const Request& request) {
  Fields& form = *context.form;
  domain::InviteInput input;
  input.email = form.Text("email", {.max = 254});
  input.role = ReadRole(form);
  input.kind = ReadKind(form);
  form.Finish();
  domain::InviteMember(*context.store, ToolsOf(context), context.person(), input,
                       request.received_at);
}

void Withdraw(Context& context) {
  const auto id = domain::InvitationId::Parse(context.form->Uuid("invitation"));
  context.form->Finish();
  domain::WithdrawInvitation(*context.store, context.person(), id.value_or(domain::InvitationId()));
}

Response RedrawInvite(Context& context, const Request& request, const domain::Error& error) {
  const Fields& form = *context.form;
  views::AdminMembersPage page = MembersPageOf(context, request, {"", kRowsOfAPage, ""});
  page.form = {form.Typed("email"), form.Typed("role"), form.Typed("account_kind")};
  page.problem = views::ProblemOf(error);
  return Redrawn(error, views::Render(context.parts.renderer, page));
}

// What cannot be an id is nobody's.
domain::UserId MemberOf(const PathParameters& path) {
  const auto user = domain::UserId::Parse(path.Get("member"));
  if (!user) {
    throw domain::NotFound();
  }
  return *user;
}

views::AdminMemberPage MemberPageOf(Context& context, const domain::UserId& user) {
  views::AdminMemberPage page;
  page.layout = context.Layout();
  page.member = domain::ShowMember(*context.store, user);
  page.is_self = user == context.person().user;
  page.clock = {context.time_zone(), context.person().hour_cycle};
  return page;
}

// What the form makes of the rights that are stored.
domain::MemberRights ReadRights(Fields& form, const std::string& action,
                                domain::MemberRights rights) {
  if (action == "save") {
    rights.role = ReadRole(form);
    rights.kind = ReadKind(form);
  } else {
    rights.is_disabled = action == "disable";
  }
  return rights;
}

Response SaveRights(Context& context, const domain::UserId& user, const std::string& action) {
  Fields& form = *context.form;
  const domain::Member stored = domain::ShowMember(*context.store, user);
  const domain::MemberRights rights = ReadRights(form, action, stored.rights());
  const std::int64_t version = form.Integer("version", 0, kMostVersion);
  form.Finish();
  try {
    domain::ChangeMember(*context.store, context.person(), user, rights, version);
    return SeeOther(context.Path("/admin/members/" + user.str() + "?done=saved"));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm()) {
      throw;
    }
    views::AdminMemberPage page = MemberPageOf(context, user);
    page.typed = rights;
    page.problem = views::ProblemOf(error);
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

}  // namespace

Response ShowMembers(Context& context, const Request& request, const PathParameters&) {
  auto fields = Fields::FromQuery(request);
  const domain::MemberQuery query{fields.OptionalText("q", {.max = 100}).value_or(""), kRowsOfAPage,
                                  fields.OptionalText("cursor", {.max = 40}).value_or("")};
  const std::string done = fields.OptionalText("done", {.max = 40}).value_or("");
  fields.Finish(Fields::Unknown::kIgnore);
  views::AdminMembersPage page = MembersPageOf(context, request, query);
  page.layout.notice = done;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ChangeInvitations(Context& context, const Request& request, const PathParameters&) {
  const std::string action = context.form->Choice("action", {"invite", "withdraw"});
  if (action.empty()) {
    context.form->Finish();
  }
  if (action == "withdraw") {
    Withdraw(context);
    return SeeOther(context.Path("/admin/members?done=withdrawn"));
  }
  try {
    Invite(context, request);
    return SeeOther(context.Path("/admin/members?done=invited"));
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() && error.code() != domain::ErrorCode::kRateLimited) {
      throw;
    }
    return RedrawInvite(context, request, error);
  }
}

Response ShowMember(Context& context, const Request& request, const PathParameters& path) {
  auto fields = Fields::FromQuery(request);
  const std::string done = fields.OptionalText("done", {.max = 40}).value_or("");
  fields.Finish(Fields::Unknown::kIgnore);
  views::AdminMemberPage page = MemberPageOf(context, MemberOf(path));
  page.layout.notice = done;
  return Html(200, views::Render(context.parts.renderer, page));
}

Response ChangeMember(Context& context, const Request&, const PathParameters& path) {
  const domain::UserId user = MemberOf(path);
  Fields& form = *context.form;
  const std::string action = form.Choice("action", {"save", "disable", "enable", "sign_out"});
  if (action.empty()) {
    form.Finish();
  }
  if (action != "sign_out") {
    return SaveRights(context, user, action);
  }
  form.Finish();
  domain::SignOutMember(*context.store, context.person(), user);
  return SeeOther(context.Path("/admin/members/" + user.str() + "?done=member_signed_out"));
}

Response ShowInvite(Context& context, const Request& request, const PathParameters&) {
  auto query = Fields::FromQuery(request);
  const std::string token = query.Text("token", {.max = 100});
  query.Finish(Fields::Unknown::kIgnore);
  const domain::FoundInvitation found = domain::FindInvitation(*context.store, token);
  const views::InviteFormPage page{context.Layout(), token, found.email, found.has_account};
  return Html(200, views::Render(context.parts.renderer, page));
}

Response AcceptInvite(Context& context, const Request&, const PathParameters&) {
  Fields& form = *context.form;
  domain::AcceptInput input;
  input.token = form.Text("token", {.max = 100});
  try {
    input.name = form.Text("name", {.max = 100});
    input.password = form.OptionalText("password", {.max = 256, .trim = false}).value_or("");
    form.Finish();
    domain::AcceptInvitation(*context.store, input);
    return SeeOther("/login?done=joined");
  } catch (const domain::Error& error) {
    if (!error.MayRedrawForm() || input.token.empty()) {
      throw;
    }
    const auto found = domain::FindInvitation(*context.store, input.token);
    const views::InviteFormPage page{context.Layout(),   input.token,
                                     found.email,        found.has_account,
                                     form.Typed("name"), views::ProblemOf(error)};
    return Redrawn(error, views::Render(context.parts.renderer, page));
  }
}

}  // namespace nexcyte::fcgi
