#include "tests/views/gallery_pages.h"

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
namespace {

using Pages = std::map<std::string, std::string>;
using domain::BookingStatus;
using namespace std::chrono_literals;

void AddVisitorPages(Pages& pages, const Renderer& renderer) {
  const Layout visitor = Visitor();
  SignInFormPage sign_in{visitor, "", "/t/acme/bookings", {}};
  pages["sign_in_form"] = Render(renderer, sign_in);
  sign_in.email = "carol@acme.test";
  sign_in.problem = {"sign_in_failed", {}, 90s};
  pages["sign_in_form_refused"] = Render(renderer, sign_in);
  sign_in.problem = {};
  sign_in.layout.notice = "verified";
  pages["sign_in_form_notice"] = Render(renderer, sign_in);
  sign_in.layout.notice = "";
  sign_in.resume_to = "/t/acme/admin/scheduling";
  sign_in.resume_body = "contact_phone=1&title=a%20b";
  pages["sign_in_form_resumed"] = Render(renderer, sign_in);
  pages["resume_form"] = Render(
      renderer, ResumeFormPage{visitor, "/t/acme/admin/scheduling", {{"contact_phone", "1"}}});
  pages["sign_up_form"] = Render(renderer, SignUpFormPage{visitor, "", "", {}});
  pages["sign_up_form_refused"] =
      Render(renderer, SignUpFormPage{visitor,
                                      "Carol",
                                      "carol@",
                                      {"invalid",
                                       {{"email", "This is not an e-mail address."},
                                        {"password", "The password needs at least 15 characters."}},
                                       0s}});
  pages["check_mail"] = Render(renderer, CheckMailPage{visitor, "carol@acme.test"});
  pages["verify_form"] = Render(renderer, VerifyFormPage{visitor, "token-of-the-mail", false, {}});
  pages["verify_form_refused"] =
      Render(renderer,
             VerifyFormPage{visitor,
                            "token-of-the-mail",
                            true,
                            {"invalid", {{"password", "Enter the password that you chose."}}, 0s}});
  pages["forgot_form"] = Render(renderer, ForgotFormPage{visitor, "", {}});
  pages["forgot_form_refused"] = Render(
      renderer,
      ForgotFormPage{
          visitor, "carol@", {"invalid", {{"email", "This is not an e-mail address."}}, 0s}});
  ResetFormPage reset{visitor, "token-of-the-mail", {}};
  pages["reset_form"] = Render(renderer, reset);
  reset.problem = {"invalid", {{"password", "The password needs at least 15 characters."}}, 0s};
  pages["reset_form_refused"] = Render(renderer, reset);
}

void AddErrorPages(Pages& pages, const Renderer& renderer) {
  using domain::ErrorCode;
  const std::string id = "0123456789abcdef0123456789abcdef";
  pages["error_page"] =
      Render(renderer, ErrorPage{Member(), ErrorCode::kNotFound, "not_found", {}, 0s, id});
  pages["error_page_visitor"] =
      Render(renderer, ErrorPage{Visitor(), ErrorCode::kNotFound, "token_invalid", {}, 0s, id});
  pages["error_page_busy"] = Render(
      renderer, ErrorPage{Member(), ErrorCode::kUnavailable, "calendar_unavailable", {}, 30s, id});
  pages["error_page_no_tenant"] =
      Render(renderer, ErrorPage{{}, ErrorCode::kNotFound, "not_found", {}, 0s, id});
}

void AddSchedulePages(Pages& pages, const Renderer& renderer) {
  PurposeListPage purposes{Member(), {IntroCall(), Support()}, true, "", ""};
  pages["purpose_list"] = Render(renderer, purposes);
  pages["purpose_list_closed"] =
      Render(renderer, PurposeListPage{Member(), {}, false, "hello@acme.test", "+49 30 1234567"});
  const std::chrono::year_month_day monday{std::chrono::year(2026), std::chrono::November,
                                           std::chrono::day(23)};
  SlotPickerPage picker{Member(),        IntroCall(), Week(), monday,
                        SlotView::kWeek, Berlin(),    Now(),  {}};
  pages["slot_picker"] = Render(renderer, picker);
  picker.view = SlotView::kMonth;
  pages["slot_picker_month"] = Render(renderer, picker);
  picker.moving = Scheduled();
  picker.view = SlotView::kWeek;
  pages["slot_picker_moving"] = Render(renderer, picker);
  picker.moving = {};
  picker.days = {};
  pages["slot_picker_empty"] = Render(renderer, picker);
  BookingConfirmPage confirm{Member(), IntroCall(), Held(), Berlin(), "", "key-0123456789", {}};
  pages["booking_confirm"] = Render(renderer, confirm);
  confirm.type = Support();
  confirm.notes = "Something long";
  confirm.problem = {"invalid", {{"notes", "At most 2,000 characters."}}, 0s};
  pages["booking_confirm_refused"] = Render(renderer, confirm);
  const std::vector<domain::Slot> slots = Week().begin()->second;
  SlotTakenPage taken{Member(),
                      "slot_taken",
                      IntroCall(),
                      Scheduled().time.start,
                      Berlin(),
                      {slots.begin(), slots.begin() + 5},
                      "I am new here.",
                      "key-0123456789",
                      {}};
  pages["slot_taken"] = Render(renderer, taken);
  taken.moving = Scheduled().id;
  pages["slot_taken_moving"] = Render(renderer, taken);
  taken.next_free = {};
  pages["slot_taken_nothing_free"] = Render(renderer, taken);
}

domain::BookingPage List(std::initializer_list<BookingStatus> statuses) {
  domain::BookingPage list;
  for (const BookingStatus status : statuses) {
    list.bookings.push_back(WithStatus(status));
  }
  return list;
}

void AddBookingLists(Pages& pages, const Renderer& renderer) {
  BookingListPage list{
      Member(), true,
      List({BookingStatus::kScheduled, BookingStatus::kRequested, BookingStatus::kPending}),
      Berlin()};
  list.list.next_cursor = "cursor+of/the=page";
  pages["booking_list"] = Render(renderer, list);
  list.upcoming = false;
  list.list = List({BookingStatus::kScheduled, BookingStatus::kCancelled, BookingStatus::kRejected,
                    BookingStatus::kFailed});
  pages["booking_list_all"] = Render(renderer, list);
  list.upcoming = true;
  list.list = {};
  pages["booking_list_empty"] = Render(renderer, list);
}

void AddNoticeLists(Pages& pages, const Renderer& renderer) {
  NoticeListPage list{Member(), {}, Berlin()};
  pages["notice_list_empty"] = Render(renderer, list);
  list.list.notices = {
      {IdOf<domain::OutboxId>('1'), Scheduled().id, Now(), false, "Introduction has a new time",
       "Thursday, 26 November 2026, 14:30. Before: Tuesday, 10:00."},
      {IdOf<domain::OutboxId>('2'), Scheduled().id, Now() - 48h, true, "",
       "A text of the tenant's own\nin two lines"}};
  list.list.next_cursor = "cursor+of/the=page";
  pages["notice_list_read"] = Render(renderer, list);
  list.layout.unread_notices = 2;
  list.layout.notice = "notices_read";
  pages["notice_list"] = Render(renderer, list);
  list.layout.unread_notices = domain::kMostUnreadCounted;
  pages["notice_list_many"] = Render(renderer, list);
}

void AddChangePages(Pages& pages, const Renderer& renderer) {
  BookingCancelPage cancel{Member(), Scheduled(), Berlin(), "", "key-0123456789", {}};
  pages["booking_cancel"] = Render(renderer, cancel);
  cancel.asked = domain::ReasonRule::kRequired;
  cancel.problem = {"invalid", {{"reason", "Please say why."}}, 0s};
  pages["booking_cancel_refused"] = Render(renderer, cancel);
  RescheduleConfirmPage move{
      Member(), Scheduled(), At("2026-11-27T09:00:00Z"), Berlin(), "", "key-0123456789", {}};
  pages["reschedule_confirm"] = Render(renderer, move);
  move.asked = domain::ReasonRule::kRequired;
  move.problem = cancel.problem;
  pages["reschedule_confirm_refused"] = Render(renderer, move);
}

void AddBookingPages(Pages& pages, const Renderer& renderer) {
  BookingPage page{Member(), Scheduled(), {}, Berlin(), Now(), true, true,
                   "",       "",          "", {},       false, ""};
  page.layout.notice = "booked";
  pages["booking"] = Render(renderer, page);
  page.layout.notice = "";
  page.booking.moved_from = At("2026-11-24T09:00:00Z");
  page.history = {{"calOldUid",
                   At("2026-11-24T09:00:00Z"),
                   "rescheduled",
                   {},
                   "My train is late.",
                   At("2026-11-21T10:00:00Z")}};
  page.can_cancel = page.can_reschedule = false;
  page.why_not = "too_late_to_cancel";
  page.contact_email = "hello@acme.test";
  page.contact_phone = "+49 30 1234567";
  page.booking.location = "https://meet.example.com/room";
  page.now = page.booking.time.start - 10min;
  pages["booking_joinable"] = Render(renderer, page);
  page.booking = WithStatus(BookingStatus::kPending);
  page.booking.open_intent = domain::IntentKind::kBook;
  page.history = {};
  page.why_not = "";
  page.checked_at = Now();
  pages["booking_checking"] = Render(renderer, page);
  page.booking = WithStatus(BookingStatus::kCancelled);
  page.booking.reason = "I found another date.";
  page.can_book_again = true;
  page.idempotency_key = "key-0123456789";
  pages["booking_cancelled"] = Render(renderer, page);
  AddChangePages(pages, renderer);
}

void AddAccountPages(Pages& pages, const Renderer& renderer) {
  AccountPage account{Member(), Person(), Devices(), IdOf<domain::SessionId>('1'),
                      Berlin(), {},       {}};
  account.sms_consent_text = domain::SmsConsentText("Acme");
  pages["account_without_phone"] = Render(renderer, account);
  account.phone = {"+4915112345678", false, true, std::nullopt};
  pages["account"] = Render(renderer, account);
  account.refused = AccountForm::kPassword;
  account.problem = {"invalid", {{"current_password", "This is not your password."}}, 0s};
  pages["account_refused"] = Render(renderer, account);
  account.refused = AccountForm::kPhone;
  account.problem = {"invalid", {{"code", "This is not the code that we sent."}}, 0s};
  pages["account_code_refused"] = Render(renderer, account);
  account.phone.is_verified = true;
  account.phone.consent_at = At("2026-11-22T09:00:00Z");
  account.problem = {};
  pages["account_with_consent"] = Render(renderer, account);
}

domain::SetupState Setup() {
  domain::SetupState state;
  state.is_enabled = true;
  state.calendar = domain::OfferState::kKnown;
  state.organization = "acme";
  state.mapped = state.open = 2;
  state.sender = "mail@portal.example";
  state.sender_fits = true;
  state.signs = {Now() - 20s, Now() - 26h};
  return state;
}

domain::SetupState EmptySetup() {
  domain::SetupState state;
  state.mailing = {"Introduction", "Support"};
  state.mail_pause = "http_401";
  return state;
}

domain::CalendarEventType AtCalCom(domain::CalEventTypeId id, const std::string& title) {
  domain::CalendarEventType type;
  type.id = id;
  type.title = title;
  type.length = 30min;
  type.team = "Front desk";
  type.hosts = {"Ada Keller", "Ben Sommer"};
  return type;
}

domain::EventType WithEveryProblem() {
  domain::EventType type = Support();
  using enum domain::TypeProblem;
  type.seen_title = "Support at Cal.com";
  type.seen_hosts = "Ada Keller, Ben Sommer";
  type.seen_team = "Front desk";
  type.seen_at = Now();
  type.rules.max_moves = 1;
  type.problems = {kGone,          kSeated,        kRecurring, kTemplate,
                   kVerifiesMail,  kSendsMail,     kPublic,    kOpenToAnybody,
                   kNeedsApproval, kSendsHostMail, kCalVideo};
  return type;
}

domain::EventType Faultless() {
  domain::EventType type = IntroCall();
  type.seen_title = "Intro";
  type.seen_at = Now();
  return type;
}

void AddEventTypeForms(Pages& pages, const Renderer& renderer) {
  AdminEventTypePage form{Admin(), NewEventTypeForm("intro_call"), true, {}, {}, {}, {}, {}};
  pages["admin_event_type_without_organization"] = Render(renderer, form);
  form.offer.state = domain::OfferState::kKnown;
  form.offer.types = {AtCalCom(1101, "Intro"), AtCalCom(1103, "Support at Cal.com")};
  form.mapped = {WithEveryProblem()};
  pages["admin_event_type"] = Render(renderer, form);
  form.form = FormOf(WithEveryProblem());
  form.form.title = "Mine";
  form.form.cal_event_type_id = "999";
  form.is_new = false;
  form.problem = {"changed_meanwhile", {}, 0s};
  form.differences = DifferencesOf(form.form, FormOf(WithEveryProblem()));
  pages["admin_event_type_changed"] = Render(renderer, form);
  form.differences = {};
  form.attendee_address = domain::AttendeeAddress::kAlias;
  form.problem = {"invalid",
                  {{"title", "Enter a title."},
                   {"cal_event_type_id", "Choose an event type."},
                   {"max_moves", "This is not a number."}},
                  0s};
  pages["admin_event_type_refused"] = Render(renderer, form);
  form.problem = {"alias_needed", {}, 0s};
  form.attendee_address = domain::AttendeeAddress::kReal;
  pages["admin_event_type_alias_needed"] = Render(renderer, form);
}

void AddEventTypePages(Pages& pages, const Renderer& renderer) {
  AdminEventTypesPage types{Admin(), {Faultless(), WithEveryProblem()}, {}, {}};
  pages["admin_event_types"] = Render(renderer, types);
  types.offer = domain::OfferState::kUnavailable;
  types.types = {IntroCall()};
  pages["admin_event_types_silent"] = Render(renderer, types);
  types.offer = domain::OfferState::kNoOrganization;
  types.types = {};
  pages["admin_event_types_empty"] = Render(renderer, types);
  AddEventTypeForms(pages, renderer);
  const std::vector<domain::Slot> slots = Week().begin()->second;
  AdminEventTypeTimesPage times{Admin(), {Support(), true, {slots[0], slots[1]}}, Berlin()};
  pages["admin_event_type_times"] = Render(renderer, times);
  times.trial.next = {};
  pages["admin_event_type_times_none"] = Render(renderer, times);
  times.trial.is_answered = false;
  pages["admin_event_type_times_silent"] = Render(renderer, times);
}

void AddAdminPages(Pages& pages, const Renderer& renderer) {
  domain::TenantSettings settings;
  settings.scheduling.is_enabled = true;
  settings.scheduling.organization_slug = "acme";
  settings.scheduling.default_time_zone = "Europe/Berlin";
  settings.scheduling.cancel_notice = 120min;
  settings.messages.sms_enabled = true;
  settings.messages.quiet_hours = {21h, 8h};
  settings.messages.sender_address = "hello@acme.test";
  AdminSettingsPage page{Admin(), FormOf(settings), {}, Setup(), Now(), Berlin(), {}};
  pages["admin_settings"] = Render(renderer, page);
  page.form.attendee_address = "alias";
  page.form.cancel_notice_minutes = "soon";
  page.problem = {"invalid",
                  {{"alias_domain", "Aliases need a domain."},
                   {"cancel_notice_minutes", "This is not a number."},
                   {"reminder_minutes", "At most 5 values."},
                   {"quiet_to", "Enter another time of the day, like 08:00."},
                   {"sender_address", "Mail cannot be sent from this domain yet."},
                   {"nonsense", "Unknown field."}},
                  0s};
  page.setup = EmptySetup();
  pages["admin_settings_refused"] = Render(renderer, page);
  page.problem = {"changed_meanwhile", {}, 0s};
  page.differences = DifferencesOf(page.form, FormOf(settings));
  pages["admin_settings_changed"] = Render(renderer, page);
  AddEventTypePages(pages, renderer);
}
void AddOutboxPages(Pages& pages, const Renderer& renderer) {
  using domain::OutboxShelf;
  AdminOutboxPage page{Admin(), OutboxShelf::kDead, {}, Berlin(), Now()};
  page.view.counts = {12, 0, 2, 0, domain::OutboxCounts::kMostCounted, Now() - 3h};
  page.view.pauses = {{domain::Channel::kEmail, "http_401", Now() - 2h}};
  page.view.staff_pauses = {{domain::Channel::kSms, "Sam Staff", Now() - 1h}};
  page.view.page = {{OutboxRow(), OutboxRow()}, "cursor"};
  page.view.page.entries.back().booking.reset();
  pages["admin_outbox_dead"] = Render(renderer, page);
  page.shelf = OutboxShelf::kWaiting;
  page.view.page.next_cursor.clear();
  pages["admin_outbox"] = Render(renderer, page);
  pages["admin_outbox_empty"] =
      Render(renderer, AdminOutboxPage{Admin(), OutboxShelf::kWaiting, {}, Berlin(), Now()});
}

}  // namespace

std::map<std::string, std::string> AllPages(const Renderer& renderer) {
  Pages pages;
  AddVisitorPages(pages, renderer);
  AddErrorPages(pages, renderer);
  AddSchedulePages(pages, renderer);
  AddBookingLists(pages, renderer);
  AddNoticeLists(pages, renderer);
  AddBookingPages(pages, renderer);
  AddAccountPages(pages, renderer);
  AddAdminPages(pages, renderer);
  AddOutboxPages(pages, renderer);
  pages.merge(DeskPages(renderer));
  AddPeoplePages(pages, renderer);
  pages.merge(TextPages(renderer));
  return pages;
}

}  // namespace nexcyte::views::sample
