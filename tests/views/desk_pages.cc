#include "tests/views/desk_pages.h"

#include "tests/views/sample.h"
#include "views/admin_book_confirm.h"
#include "views/admin_book_for.h"
#include "views/admin_booking.h"
#include "views/booking_cancel.h"
#include "views/reschedule_confirm.h"
#include "views/slot_picker.h"
#include "views/slot_taken.h"

namespace nexcyte::views::sample {
namespace {

using Pages = std::map<std::string, std::string>;
using domain::BookingAct;
using domain::BookingStatus;
using domain::IntentOutcome;
using namespace std::chrono_literals;

LocalClock Tokyo() { return {"Asia/Tokyo", domain::HourCycle::k24}; }

BookingDesk Desk() { return {.is_staff = true, .attendee = Person(), .limit = {}}; }

BookingAct Act(BookingAct::What what, const std::string& actor, const std::string& reason,
               std::optional<IntentOutcome> outcome) {
  BookingAct act;
  act.what = what;
  act.actor_name = actor;
  act.reason = reason;
  act.outcome = outcome;
  act.at = Now();
  return act;
}

domain::BookingMessage Message(const std::string& state, domain::Channel channel) {
  domain::BookingMessage message;
  message.entry = OutboxRow();
  message.entry.channel = channel;
  message.state = state;
  message.revision = Scheduled().revision;
  message.settled_at = Now();
  message.attempts = {{"pending", "http_503", Now()}, {state, "", Now()}};
  return message;
}

AdminBookingPage Shown() {
  AdminBookingPage page;
  page.layout = Admin();
  page.clock = Berlin();
  page.now = Now();
  page.can_cancel = page.can_reschedule = true;
  page.idempotency_key = "key-0123456789";
  page.shown.booking = Scheduled();
  page.shown.purpose_title = "Introduction";
  page.shown.attendee = Person();
  page.shown.timeline = {Act(BookingAct::What::kBooked, "Carol Winter", "", IntentOutcome::kDone)};
  return page;
}

void AddBookings(Pages& pages, const Renderer& renderer) {
  AdminBookingPage page = Shown();
  pages["admin_booking_new"] = Render(renderer, page);
  page.shown.booking.time_zone = "America/New_York";
  page.shown.booking.moved_from = Now();
  page.shown.settings.cancel_notice = 1000h;
  page.shown.attendee->name = "Carol Summer";
  using What = BookingAct::What;
  BookingAct moved = Act(What::kMoved, "Sam Staff", "The host is ill", IntentOutcome::kRefused);
  moved.new_start = Now() + 48h;
  BookingAct by_host = Act(What::kMoved, "", "Moved by the host", IntentOutcome::kDone);
  by_host.old_start = Now();
  page.shown.timeline.push_back(moved);
  page.shown.timeline.push_back(by_host);
  page.shown.timeline.push_back(Act(What::kApproved, "", "", IntentOutcome::kDone));
  page.shown.timeline.push_back(Act(What::kDeclined, "", "", IntentOutcome::kFailed));
  page.shown.timeline.push_back(Act(What::kCancelled, "Ada Admin", "", std::nullopt));
  for (const char* state : {"pending", "sending", "sent", "delivered", "bounced", "uncertain",
                            "suppressed", "superseded", "dead"}) {
    page.shown.messages.push_back(Message(state, domain::Channel::kEmail));
  }
  page.shown.messages.push_back(Message("sent", domain::Channel::kInApp));
  page.shown.booking.open_intent = domain::IntentKind::kCancel;
  pages["admin_booking"] = Render(renderer, page);
}

void AddLists(Pages& pages, const Renderer& renderer) {
  AdminBookingsPage list;
  list.layout = Admin();
  list.clock = Berlin();
  list.list.purposes = {IntroCall(), Support()};
  list.list.page = {{Scheduled(), WithStatus(BookingStatus::kCancelled)}, "before", "after"};
  pages["admin_bookings"] = Render(renderer, list);
  list.form = {false, "scheduled", "intro_call", "car", "2026-11-23", "2026-11-30"};
  list.list.found = domain::PeopleFound{{Person()}, true};
  pages["admin_bookings_of_one"] = Render(renderer, list);
  list.list.found = domain::PeopleFound{{Person(), Person()}, false};
  pages["admin_bookings_of_many"] = Render(renderer, list);
  list.list.found = domain::PeopleFound{};
  list.list.page = {};
  pages["admin_bookings_of_nobody"] = Render(renderer, list);
  list.problem = {"invalid",
                  {{"person", "More than 20 people fit."},
                   {"from", "Choose a day."},
                   {"to", "The last day must not be before the first one."}},
                  0s};
  pages["admin_bookings_refused"] = Render(renderer, list);
}

void AddBookFor(Pages& pages, const Renderer& renderer) {
  AdminBookForPage page;
  page.layout = Admin();
  pages["admin_book_for"] = Render(renderer, page);
  page.person = "car";
  page.found = domain::PeopleFound{{Person()}, false};
  pages["admin_book_for_found"] = Render(renderer, page);
  page.found = domain::PeopleFound{};
  pages["admin_book_for_nobody"] = Render(renderer, page);
  page.chosen = Person();
  pages["admin_book_for_nothing"] = Render(renderer, page);
  page.purposes = {IntroCall(), Support()};
  pages["admin_book_for_purposes"] = Render(renderer, page);
  AdminBookConfirmPage confirm{Admin(), IntroCall(), Now() + 48h,      Tokyo(), Berlin(),
                               "",      "",          "key-0123456789", {},      Desk()};
  pages["admin_book_confirm"] = Render(renderer, confirm);
  confirm.problem = {"invalid", {{"reason", "Say why."}, {"notes", "Shorter."}}, 0s};
  pages["admin_book_confirm_refused"] = Render(renderer, confirm);
}

void AddChanges(Pages& pages, const Renderer& renderer) {
  BookingDesk desk = Desk();
  pages["desk_cancel"] = Render(
      renderer, BookingCancelPage{Admin(), Scheduled(), Berlin(), "", "key-0123456789", {}, desk});
  SlotPickerPage picker;
  picker.layout = Admin();
  picker.type = IntroCall();
  picker.days = Week();
  picker.from = domain::ParseDay("2026-11-23").value();
  picker.clock = Berlin();
  picker.now = Now();
  picker.desk = desk;
  pages["desk_slots"] = Render(renderer, picker);
  SlotTakenPage taken;
  taken.layout = Admin();
  taken.reason = "slot_taken";
  taken.type = IntroCall();
  taken.clock = Berlin();
  taken.next_free = {Held().time};
  taken.idempotency_key = "key-0123456789";
  taken.desk = desk;
  pages["desk_slot_taken"] = Render(renderer, taken);
  desk.limit = "too_late_to_cancel";
  pages["desk_cancel_late"] =
      Render(renderer, BookingCancelPage{Admin(),
                                         Scheduled(),
                                         Berlin(),
                                         "",
                                         "key-0123456789",
                                         {"invalid", {{"reason", "Say why."}}, 0s},
                                         desk,
                                         domain::ReasonRule::kRequired});
  pages["desk_move_late"] =
      Render(renderer, RescheduleConfirmPage{Admin(),
                                             Scheduled(),
                                             Now() + 48h,
                                             Berlin(),
                                             "",
                                             "key-0123456789",
                                             {"invalid", {{"reason", "Say why."}}, 0s},
                                             desk,
                                             domain::ReasonRule::kRequired});
}

domain::Membership PersonWith(const std::string& text) {
  domain::Membership person = Person();
  person.name = person.email = text;
  return person;
}

domain::EventType TypeWith(const std::string& text) {
  domain::EventType type = Support();
  type.purpose = type.title = type.description = text;
  return type;
}

domain::Booking BookingWith(const std::string& text) {
  domain::Booking booking = Scheduled();
  booking.purpose = booking.title = booking.location = booking.notes = booking.reason = text;
  booking.attendee_name = booking.attendee_email = booking.attendee_phone = text;
  return booking;
}

std::string ShownWith(const Renderer& renderer, const Layout& layout, const std::string& text) {
  AdminBookingPage page = Shown();
  page.layout = layout;
  page.idempotency_key = text;
  page.shown.booking = BookingWith(text);
  page.shown.purpose_title = text;
  page.shown.attendee = PersonWith(text + text);
  page.shown.timeline = {Act(BookingAct::What::kMoved, text, text, IntentOutcome::kDone)};
  domain::BookingMessage message = Message("sent", domain::Channel::kEmail);
  message.entry.event_key = message.entry.recipient = message.entry.error = text;
  message.attempts = {{text, text, Now()}};
  page.shown.messages = {message};
  return Render(renderer, page);
}

}  // namespace

std::map<std::string, std::string> DeskPages(const Renderer& renderer) {
  Pages pages;
  AddLists(pages, renderer);
  AddBookings(pages, renderer);
  AddBookFor(pages, renderer);
  AddChanges(pages, renderer);
  return pages;
}

domain::StaffList DeskListWith(const std::string& text) {
  domain::StaffList list;
  list.page = {{BookingWith(text)}, text, text};
  list.found = domain::PeopleFound{{PersonWith(text)}, true};
  list.purposes = {TypeWith(text)};
  return list;
}

std::map<std::string, std::string> DeskPagesWith(const Renderer& renderer, const Layout& layout,
                                                 const std::string& text,
                                                 const FormProblem& problem) {
  Pages pages;
  pages["admin_booking"] = ShownWith(renderer, layout, text);
  AdminBookingsPage list{
      layout, {false, text, text, text, text, text}, DeskListWith(text), Berlin(), {}};
  pages["admin_bookings"] = Render(renderer, list);
  list.problem = problem;
  pages["admin_bookings_refused"] = Render(renderer, list);
  AdminBookForPage whom{layout, text, domain::PeopleFound{{PersonWith(text)}, true}, {}, {}};
  pages["admin_book_for"] = Render(renderer, whom);
  whom.chosen = PersonWith(text);
  whom.purposes = {TypeWith(text)};
  pages["admin_book_for_purposes"] = Render(renderer, whom);
  BookingDesk desk = Desk();
  desk.attendee = PersonWith(text);
  desk.limit = text;
  pages["admin_book_confirm"] =
      Render(renderer, AdminBookConfirmPage{layout, TypeWith(text), Now(), Berlin(), Tokyo(), text,
                                            text, text, problem, desk});
  pages["desk_cancel"] = Render(
      renderer, BookingCancelPage{layout, BookingWith(text), Berlin(), text, text, problem, desk});
  pages["desk_move"] = Render(renderer, RescheduleConfirmPage{layout, BookingWith(text), Now(),
                                                              Berlin(), text, text, problem, desk});
  return pages;
}

}  // namespace nexcyte::views::sample
