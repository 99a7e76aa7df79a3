#include "tests/views/hostile_pages.h"

#include "tests/views/desk_pages.h"
#include "tests/views/people_pages.h"
#include "tests/views/sample.h"
#include "tests/views/text_pages.h"
#include "views/account.h"
#include "views/admin_event_type.h"
#include "views/admin_event_type_times.h"
#include "views/admin_event_types.h"
#include "views/admin_outbox.h"
#include "views/admin_settings.h"
#include "views/booking.h"
#include "views/booking_cancel.h"
#include "views/booking_confirm.h"
#include "views/booking_list.h"
#include "views/check_mail.h"
#include "views/error_page.h"
#include "views/forgot_form.h"
#include "views/notice_list.h"
#include "views/purpose_list.h"
#include "views/reschedule_confirm.h"
#include "views/reset_form.h"
#include "views/resume_form.h"
#include "views/sign_in_form.h"
#include "views/sign_up_form.h"
#include "views/slot_picker.h"
#include "views/slot_taken.h"
#include "views/verify_form.h"

namespace nexcyte::views::sample {

Layout BadLayout(Layout layout) {
  layout.tenant_name = kHostile;
  layout.csrf_token = kHostile;
  layout.notice = kHostile;
  if (layout.viewer) {
    layout.viewer->name = kHostile;
  }
  return layout;
}

FormProblem BadProblem(std::initializer_list<const char*> fields) {
  FormProblem problem{kHostile, {{kHostile, kHostile}}, std::chrono::seconds(1)};
  for (const char* field : fields) {
    problem.fields.push_back({field, kHostile});
  }
  return problem;
}

namespace {

using Pages = std::map<std::string, std::string>;

domain::EventType BadType() {
  domain::EventType type = Support();
  type.purpose = kHostile;
  type.title = kHostile;
  type.description = kHostile;
  return type;
}

domain::Booking BadBooking() {
  domain::Booking booking = Scheduled();
  booking.purpose = kHostile;
  booking.title = kHostile;
  booking.location = kHostile;
  booking.notes = kHostile;
  booking.reason = kHostile;
  booking.attendee_name = kHostile;
  booking.moved_from = Now();
  return booking;
}

void AddVisitorPages(Pages& pages, const Renderer& renderer) {
  const Layout visitor = BadLayout(Visitor());
  pages["sign_in_form"] = Render(
      renderer, SignInFormPage{visitor, kHostile, kHostile, BadProblem({"email", "password"})});
  pages["sign_in_form_resumed"] =
      Render(renderer, SignInFormPage{visitor, "", "", {}, kHostile, kHostile});
  pages["resume_form"] =
      Render(renderer, ResumeFormPage{visitor, kHostile, {{kHostile, kHostile}}});
  pages["sign_up_form"] = Render(
      renderer,
      SignUpFormPage{visitor, kHostile, kHostile, BadProblem({"name", "email", "password"})});
  pages["check_mail"] = Render(renderer, CheckMailPage{visitor, kHostile});
  pages["verify_form"] =
      Render(renderer, VerifyFormPage{visitor, kHostile, true, BadProblem({"password"})});
  pages["forgot_form"] = Render(renderer, ForgotFormPage{visitor, kHostile, BadProblem({"email"})});
  pages["reset_form"] =
      Render(renderer, ResetFormPage{visitor, kHostile, BadProblem({"password"})});
  ErrorPage error{visitor, domain::ErrorCode::kInvalid, kHostile, {{kHostile, kHostile}}, {},
                  kHostile};
  pages["error_page"] = Render(renderer, error);
}

void AddSchedulePages(Pages& pages, const Renderer& renderer) {
  const Layout member = BadLayout(Member());
  pages["purpose_list"] = Render(renderer, PurposeListPage{member, {BadType()}, true, "", ""});
  pages["purpose_list_closed"] =
      Render(renderer, PurposeListPage{member, {}, false, kHostile, kHostile});
  SlotPickerPage picker;
  picker.layout = member;
  picker.type = BadType();
  picker.days = Week();
  picker.from = domain::ParseDay("2026-11-23").value();
  picker.clock = Berlin();
  picker.now = Now();
  pages["slot_picker"] = Render(renderer, picker);
  picker.moving = BadBooking();
  pages["slot_picker_moving"] = Render(renderer, picker);
  BookingConfirmPage confirm{
      member, BadType(), Held(), Berlin(), kHostile, kHostile, BadProblem({"notes"})};
  pages["booking_confirm"] = Render(renderer, confirm);
  SlotTakenPage taken;
  taken.layout = member;
  taken.reason = kHostile;
  taken.type = BadType();
  taken.clock = Berlin();
  taken.next_free = {Held().time};
  taken.typed = kHostile;
  taken.idempotency_key = kHostile;
  pages["slot_taken"] = Render(renderer, taken);
  taken.moving = Scheduled().id;
  pages["slot_taken_moving"] = Render(renderer, taken);
}

void AddBookingPages(Pages& pages, const Renderer& renderer) {
  const Layout member = BadLayout(Member());
  pages["booking_list"] =
      Render(renderer, BookingListPage{member, true, {{BadBooking()}, kHostile}, Berlin()});
  NoticeListPage notices;
  notices.layout = member;
  notices.list = {{{IdOf<domain::OutboxId>('1'), Scheduled().id, Now(), false, kHostile, kHostile}},
                  kHostile};
  notices.clock = Berlin();
  pages["notice_list"] = Render(renderer, notices);
  BookingPage page;
  page.layout = member;
  page.booking = BadBooking();
  page.history = {{kHostile, Now(), kHostile, {}, kHostile, Now()}};
  page.clock = Berlin();
  page.now = Now();
  page.why_not = kHostile;
  page.contact_email = kHostile;
  page.contact_phone = kHostile;
  pages["booking"] = Render(renderer, page);
  page.booking.status = domain::BookingStatus::kCancelled;
  page.can_book_again = true;
  page.idempotency_key = kHostile;
  pages["booking_again"] = Render(renderer, page);
  pages["booking_cancel"] =
      Render(renderer, BookingCancelPage{member, BadBooking(), Berlin(), kHostile, kHostile,
                                         BadProblem({"reason"})});
  pages["reschedule_confirm"] =
      Render(renderer, RescheduleConfirmPage{member, BadBooking(), Now(), Berlin(), kHostile,
                                             kHostile, BadProblem({"reason"})});
}

void AddAccountPage(Pages& pages, const Renderer& renderer) {
  AccountPage page;
  page.layout = BadLayout(Member());
  page.profile = Person();
  page.profile.email = page.profile.name = page.profile.phone = kHostile;
  // What was typed is shown again, even where it is no zone.
  page.profile.time_zone = kHostile;
  page.sessions = Devices();
  page.sessions.front().user_agent = page.sessions.front().address = kHostile;
  page.clock = Berlin();
  page.problem = BadProblem({"name", "phone", "timeZone"});
  pages["account"] = Render(renderer, page);
  page.refused = AccountForm::kPassword;
  page.problem = BadProblem({"current_password", "password"});
  pages["account_password"] = Render(renderer, page);
  page.refused = AccountForm::kPhone;
  page.phone.number = page.sms_consent_text = kHostile;
  page.phone.consent_at = Now();
  page.problem = BadProblem({"code", "smsConsent"});
  pages["account_phone"] = Render(renderer, page);
}

void AddAdminPages(Pages& pages, const Renderer& renderer) {
  AdminSettingsPage settings;
  settings.layout = BadLayout(Admin());
  settings.form = {true,     kHostile, kHostile, kHostile, kHostile, kHostile, kHostile, kHostile,
                   kHostile, kHostile, kHostile, kHostile, kHostile, true,     kHostile, kHostile,
                   true,     kHostile, kHostile, kHostile, kHostile, kHostile, kHostile};
  settings.problem = BadProblem({"organization_slug", "alias_domain", "contact_phone",
                                 "staff_email", "reminder_minutes", "quiet_from", "quiet_to",
                                 "sender_name", "sender_address", "reply_to"});
  settings.setup.calendar = domain::OfferState::kKnown;
  settings.setup.organization = settings.setup.sender = kHostile;
  settings.setup.mailing = {kHostile};
  settings.differences = {{kHostile, kHostile, kHostile}};
  settings.clock = Berlin();
  pages["admin_settings"] = Render(renderer, settings);
  AdminEventTypesPage types;
  types.layout = settings.layout;
  types.types = {BadType()};
  domain::EventType& seen = types.types.front();
  seen.seen_title = seen.seen_team = seen.seen_hosts = kHostile;
  seen.seen_at = Now();
  pages["admin_event_types"] = Render(renderer, types);
  AdminEventTypePage type;
  type.layout = settings.layout;
  type.form = {kHostile, kHostile, kHostile, kHostile, true,     true,     true,    true,
               kHostile, kHostile, kHostile, kHostile, kHostile, kHostile, kHostile};
  type.mapped = types.types;
  type.problem = BadProblem({"purpose", "title", "description", "allow_kinds", "max_moves"});
  type.differences = {{kHostile, kHostile, kHostile}};
  pages["admin_event_type"] = Render(renderer, type);
  type.is_new = false;
  type.offer.state = domain::OfferState::kKnown;
  type.offer.types.emplace_back();
  type.offer.types.front().title = type.offer.types.front().team = kHostile;
  type.offer.types.front().hosts = {kHostile};
  type.offer.types.front().id = seen.cal_id;
  pages["admin_event_type_edit"] = Render(renderer, type);
  pages["admin_event_type_times"] =
      Render(renderer, AdminEventTypeTimesPage{settings.layout, {BadType(), true, {}}, Berlin()});
  AdminOutboxPage outbox{
      settings.layout, domain::OutboxShelf::kDead, {}, {"Europe/Berlin", {}}, Now()};
  outbox.view.page = {{OutboxRow()}, kHostile};
  domain::OutboxEntry& entry = outbox.view.page.entries.front();
  entry.event_key = entry.recipient = entry.error = kHostile;
  outbox.view.pauses = {{domain::Channel::kSms, kHostile, Now()}};
  outbox.view.staff_pauses = {{domain::Channel::kEmail, kHostile, Now()}};
  pages["admin_outbox"] = Render(renderer, outbox);
}

}  // namespace

std::map<std::string, std::string> HostilePages(const Renderer& renderer) {
  Pages pages;
  AddVisitorPages(pages, renderer);
  AddSchedulePages(pages, renderer);
  AddBookingPages(pages, renderer);
  AddAccountPage(pages, renderer);
  AddAdminPages(pages, renderer);
  pages.merge(DeskPagesWith(renderer, BadLayout(Admin()), kHostile,
                            BadProblem({"person", "from", "to", "notes", "reason"})));
  AddHostilePeoplePages(pages, renderer);
  pages.merge(TextPagesWith(
      renderer, BadLayout(Admin()), kHostile,
      BadProblem({"subject_template", "body_text_template", "body_html_template", "version"})));
  return pages;
}

}  // namespace nexcyte::views::sample
