// What every page must hold, whatever it looks like.
#include <array>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>
#include <thread>

#include "domain/phone.h"
#include "tests/views/gallery_pages.h"
#include "tests/views/sample.h"
#include "tests/views/view_test.h"
#include "views/booking_cancel.h"
#include "views/error_page.h"
#include "views/purpose_list.h"
#include "views/sign_in_form.h"

namespace nexcyte::views {
namespace {

bool IsAdmins(const std::string& name) { return name.rfind("admin_", 0) == 0; }

// By find: std::regex recurses per character, which a long page with all time zones does not bear.
std::vector<std::string> Forms(const std::string& html, const std::string& method) {
  std::vector<std::string> forms;
  for (auto at = html.find("<form"); at != std::string::npos; at = html.find("<form", at + 1)) {
    const std::string form = html.substr(at, html.find("</form>", at) - at);
    if (form.substr(0, form.find('>')).find("method=\"" + method + "\"") != std::string::npos) {
      forms.push_back(form);
    }
  }
  return forms;
}

std::set<std::string> FieldNames(const std::string& form) {
  static const std::regex name(" name=\"([^\"]*)\"");
  std::set<std::string> names;
  for (std::sregex_iterator found(form.begin(), form.end(), name), end; found != end; ++found) {
    names.insert((*found)[1]);
  }
  return names;
}

// Of the form in `page` that posts to `action` and has a field called `with`.
std::set<std::string> Fields(const std::string& page, const std::string& action,
                             const std::string& with) {
  for (const std::string& form : Forms(SamplePage(page), "post")) {
    if (Has(form, "action=\"" + action + "\"") && FieldNames(form).contains(with)) {
      return FieldNames(form);
    }
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(EveryPage)

BOOST_AUTO_TEST_CASE(IsOneDocumentWithOneHeadingAndASkipLink) {
  BOOST_TEST(SamplePages().size() > 35U);
  for (const auto& [name, html] : SamplePages()) {
    BOOST_TEST(html.rfind("<!doctype html>\n<html lang=\"en\">", 0) == 0U, name);
    // Placeholders of messages are what these pages are about.
    BOOST_TEST((name.starts_with("template_") || !Has(html, "{{")), name);
    if (name.starts_with("template_preview")) {
      BOOST_TEST(Count(html, "<h1 class=\"sr\">") == 1, name);  // a document for a frame
      continue;
    }
    BOOST_TEST(Count(html, "<h1>") == 1, name);
    BOOST_TEST(Count(html, "<main id=\"content\"") == 1, name);
    BOOST_TEST(Has(html, "<a class=\"skip\" href=\"#content\">"), name);
  }
}

BOOST_AUTO_TEST_CASE(ProvesItsOriginInEveryFormThatWrites) {
  int forms = 0;
  for (const auto& [name, html] : SamplePages()) {
    for (const std::string& form : Forms(html, "post")) {
      ++forms;
      BOOST_TEST(Count(form, "name=\"csrf_token\" value=\"csrf-proof\"") == 1, name);
    }
    for (const std::string& form : Forms(html, "get")) {
      BOOST_TEST(!Has(form, "csrf_token"), name << ": a token in an address leaks");
    }
  }
  BOOST_TEST(forms > 40);
}

BOOST_AUTO_TEST_CASE(LabelsEveryField) {
  static const std::regex id("<(input|select|textarea) id=\"([^\"]*)\"");
  for (const auto& [name, html] : SamplePages()) {
    for (std::sregex_iterator found(html.begin(), html.end(), id), end; found != end; ++found) {
      const std::string field = (*found)[2];
      const bool is_inside_label = Has(html, "<label class=\"choice\"><input id=\"" + field + "\"");
      BOOST_TEST((is_inside_label || Has(html, "<label for=\"" + field + "\">")),
                 name << " lacks a label of " << field);
    }
  }
}

BOOST_AUTO_TEST_CASE(NeverShowsAMemberWhatIsCalComs) {
  for (const auto& [name, html] : SamplePages()) {
    if (IsAdmins(name)) {
      continue;
    }
    for (const char* secret :
         {"calUid", "calOldUid", "calHold", "1101", "1103", "cal.com", "Cal.com"}) {
      BOOST_TEST(!Has(html, secret), name << " shows " << secret);
    }
  }
}

BOOST_AUTO_TEST_CASE(IsTheSameFromManyThreads) {
  std::vector<std::thread> threads;
  std::array<bool, 4> is_same{};
  for (bool& same : is_same) {
    threads.emplace_back([&same] { same = sample::AllPages(TestRenderer()) == SamplePages(); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  BOOST_TEST(std::all_of(is_same.begin(), is_same.end(), [](bool same) { return same; }));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(FormsOfPages)

BOOST_AUTO_TEST_CASE(HaveTheFixedNames) {
  using Names = std::set<std::string>;
  const std::string id = sample::Scheduled().id.str();
  const std::string confirm = "/t/acme/schedule/confirm/" + sample::Held().id.str();
  const std::string booking = "/t/acme/bookings/" + id;
  BOOST_TEST((Fields("sign_in_form", "/login", "email") ==
              Names{"csrf_token", "email", "password", "return_to"}));
  BOOST_TEST((Fields("sign_up_form", "/signup", "email") ==
              Names{"csrf_token", "name", "email", "password"}));
  BOOST_TEST((Fields("forgot_form", "/forgot", "email") == Names{"csrf_token", "email"}));
  BOOST_TEST((Fields("reset_form", "/reset", "token") == Names{"csrf_token", "token", "password"}));
  BOOST_TEST((Fields("verify_form", "/verify", "token") == Names{"csrf_token", "token"}));
  BOOST_TEST((Fields("booking", "/logout", "csrf_token") == Names{"csrf_token"}));
  BOOST_TEST((Fields("slot_picker", "/t/acme/schedule/intro_call", "start") ==
              Names{"csrf_token", "timeZone", "start"}));
  BOOST_TEST((Fields("booking_confirm", confirm, "notes") ==
              Names{"csrf_token", "idempotency_key", "action", "notes"}));
  BOOST_TEST((Fields("booking_cancel", booking + "/cancel", "reason") ==
              Names{"csrf_token", "idempotency_key", "reason"}));
  BOOST_TEST((Fields("reschedule_confirm", booking + "/reschedule", "start") ==
              Names{"csrf_token", "idempotency_key", "start", "timeZone", "reason"}));
  BOOST_TEST((Fields("slot_taken", "/t/acme/schedule/intro_call", "start") ==
              Names{"csrf_token", "idempotency_key", "action", "start", "timeZone", "notes"}));
  BOOST_TEST((Fields("slot_taken_moving", booking + "/reschedule", "start") ==
              Names{"csrf_token", "idempotency_key", "start", "timeZone", "reason"}));
}

BOOST_AUTO_TEST_CASE(OfTheAccountHaveTheFixedNames) {
  using Names = std::set<std::string>;
  BOOST_TEST(
      (Fields("account", "/t/acme/account", "name") ==
       Names{"csrf_token", "idempotency_key", "action", "name", "phone", "timeZone", "hourCycle"}));
  BOOST_TEST((Fields("account", "/t/acme/account", "current_password") ==
              Names{"csrf_token", "action", "current_password", "password"}));
  BOOST_TEST((Fields("account", "/t/acme/account", "code") ==
              Names{"csrf_token", "idempotency_key", "action", "code"}));
  BOOST_TEST((Fields("account", "/t/acme/account", "smsConsent") ==
              Names{"csrf_token", "idempotency_key", "action", "smsConsent"}));
  BOOST_TEST((Fields("account", "/t/acme/account", "session") ==
              Names{"csrf_token", "idempotency_key", "action", "session"}));
}

BOOST_AUTO_TEST_CASE(OfTheAccountAskForNoCodeThatIsNotNeeded) {
  BOOST_TEST(!Has(SamplePage("account_without_phone"), "name=\"smsConsent\""));
  BOOST_TEST(!Has(SamplePage("account_with_consent"), "name=\"code\""));
  BOOST_TEST(Has(SamplePage("account_with_consent"), "name=\"smsConsent\" checked"));
  BOOST_TEST(Has(SamplePage("account_with_consent"), domain::SmsConsentText("Acme")));
  BOOST_TEST(!Has(SamplePage("account"), "name=\"smsConsent\" checked"));
  BOOST_TEST(Has(SamplePage("account_code_refused"),
                 "<p class=\"field-error\" id=\"code-error\">This is not the code"));
}

BOOST_AUTO_TEST_CASE(OfAdminsHaveTheFixedNames) {
  using Names = std::set<std::string>;
  BOOST_TEST((Fields("admin_settings", "/t/acme/admin/scheduling", "is_enabled") ==
              Names{"csrf_token",
                    "idempotency_key",
                    "is_enabled",
                    "organization_slug",
                    "default_time_zone",
                    "attendee_address",
                    "alias_domain",
                    "cancel_notice_minutes",
                    "reschedule_notice_minutes",
                    "max_moves",
                    "max_open_bookings",
                    "hold_minutes",
                    "contact_email",
                    "contact_phone",
                    "version",
                    "sms_enabled",
                    "staff_email",
                    "reminder_minutes",
                    "quiet_hours",
                    "quiet_from",
                    "quiet_to",
                    "sender_name",
                    "sender_address",
                    "reply_to",
                    "reason_rule"}));
  const Names type_fields{"csrf_token",
                          "idempotency_key",
                          "version",
                          "purpose",
                          "title",
                          "description",
                          "allow_prospect",
                          "allow_customer",
                          "allow_staff",
                          "cal_event_type_id",
                          "position",
                          "is_enabled",
                          "cancel_notice_minutes",
                          "reschedule_notice_minutes",
                          "max_moves",
                          "max_open_bookings",
                          "reason_rule"};
  const std::string path = "/t/acme/admin/scheduling/event-types";
  BOOST_TEST((Fields("admin_event_type", path, "purpose") == type_fields));
  BOOST_TEST((Fields("admin_event_type_changed", path, "purpose") == type_fields));
}

BOOST_AUTO_TEST_CASE(KeepWhatWasTypedAndSayWhatIsWrongTwice) {
  const std::string& html = SamplePage("sign_up_form_refused");
  BOOST_TEST(Has(html, "value=\"carol@\""));
  BOOST_TEST(Has(html, "<li><a href=\"#email\">This is not an e-mail address.</a>"));
  BOOST_TEST(Has(html, "id=\"email-error\">This is not an e-mail address."));
  BOOST_TEST(Has(html, "aria-invalid=\"true\" aria-describedby=\"email-error\""));
  BOOST_TEST(!Has(html, "id=\"name-error\""));
  BOOST_TEST(Has(SamplePage("admin_settings_refused"), "value=\"soon\""));
  BOOST_TEST(Has(SamplePage("slot_taken"), "I am new here.</textarea>"));
  BOOST_TEST(Has(SamplePage("booking_confirm_refused"), "Something long</textarea>"));
}

BOOST_AUTO_TEST_CASE(NameAFieldThatTheyDoNotHaveInTheSummary) {
  BOOST_TEST(Has(SamplePage("admin_settings_refused"), "<li>Unknown field.</li>"));
}

BOOST_AUTO_TEST_CASE(NeverRepeatAPassword) {
  for (const auto& [name, html] : SamplePages()) {
    static const std::regex password("type=\"password\"[^>]* value=|value=[^>]*type=\"password\"");
    BOOST_TEST(!std::regex_search(html, password), name);
  }
}

BOOST_AUTO_TEST_CASE(SayWhenToTryAgain) {
  BOOST_TEST(Has(SamplePage("sign_in_form_refused"), "You can try again in 2 minutes."));
}

BOOST_AUTO_TEST_CASE(OfferWhatCalComHasAndSayWhatIsTaken) {
  const std::string& html = SamplePage("admin_event_type");
  BOOST_TEST(Has(html,
                 "<option value=\"1101\">Intro · 30 minutes · Ada Keller · Ben Sommer · "
                 "Front desk</option>"));
  BOOST_TEST(Has(html, "<option value=\"1103\" disabled>"));
  BOOST_TEST(Has(html, "(stands behind Support)"));
  BOOST_TEST(Has(SamplePage("admin_event_type_changed"),
                 "<option value=\"999\" selected>Event type 999, which Cal.com does not offer"));
  BOOST_TEST(Has(SamplePage("admin_event_type_without_organization"),
                 "<input id=\"cal_event_type_id\" name=\"cal_event_type_id\" value=\"\""));
}

// A date field would show nothing in the place of what is no date.
BOOST_AUTO_TEST_CASE(ShowARefusedDayAsItWasTyped) {
  BOOST_TEST(Has(SamplePage("admin_audit_refused"), "value=\"2026-02-30\" type=\"text\""));
  BOOST_TEST(Has(SamplePage("admin_audit"), "type=\"date\""));
  BOOST_TEST(!Has(SamplePage("admin_audit"), "type=\"text\" aria-invalid"));
}

BOOST_AUTO_TEST_CASE(LeadFromTheLogToTheBookingThatAnEntryIsAbout) {
  const std::string html = SamplePage("admin_audit");
  BOOST_TEST(Has(html, "/admin/scheduling/bookings/" + sample::IdOf<domain::BookingId>('b').str() +
                           "\">Intro call, Dana Davis</a></h2>"));
  BOOST_TEST(Has(html, ": Carol Winter</h2>"));
}

BOOST_AUTO_TEST_CASE(ShowBothValuesWhereSomebodyElseSavedFirst) {
  BOOST_TEST(Has(SamplePage("admin_event_type_changed"),
                 "<th scope=\"row\">Title</th><td>Mine</td><td>Support</td>"));
  BOOST_TEST(Has(SamplePage("admin_settings_changed"),
                 "<th scope=\"row\">Cancel at the latest</th><td>soon</td><td>120</td>"));
  BOOST_TEST(!Has(SamplePage("admin_settings_changed"), "<th scope=\"row\">Reminders</th>"));
}

BOOST_AUTO_TEST_CASE(SayWhatIsToBePutRightAtCalCom) {
  const std::string& html = SamplePage("admin_event_types");
  BOOST_TEST(Has(html, "As it should be"));
  BOOST_TEST(Has(html, "<span class=\"badge bad\">To do</span>"));
  BOOST_TEST(Has(html, "<span class=\"badge wait\">Note</span>"));
  BOOST_TEST(Has(html, "It offers seats"));
  BOOST_TEST(!Has(SamplePage("admin_event_types_silent"), "As it should be"));
  BOOST_TEST(Has(SamplePage("admin_event_types_silent"), "Cal.com does not answer just now"));
}

BOOST_AUTO_TEST_CASE(CountWhatIsLeftOfTheSetUp) {
  BOOST_TEST(Has(SamplePage("admin_settings"), "<span class=\"badge good\">All set</span>"));
  BOOST_TEST(Has(SamplePage("admin_settings_refused"), "6 to do"));
  BOOST_TEST(Has(SamplePage("admin_settings_refused"), "about: Introduction, Support."));
}

BOOST_AUTO_TEST_CASE(AskWhyAsTheRulesSay) {
  BookingCancelPage page{sample::Member(), sample::Scheduled(), sample::Berlin(), "", "key", {}};
  BOOST_TEST(Has(Render(TestRenderer(), page), "optional, we pass it on"));
  page.asked = domain::ReasonRule::kRequired;
  BOOST_TEST(Has(Render(TestRenderer(), page), "maxlength=\"500\" required>"));
  page.desk.limit = "too_late_to_cancel";
  BOOST_TEST(Has(Render(TestRenderer(), page), "You may, with a reason."));
  page.problem = {"invalid", {{"reason", "Please say why."}}, {}};
  BOOST_TEST(Has(Render(TestRenderer(), page),
                 "aria-invalid=\"true\" aria-describedby=\"reason-hint reason-error\""));
  page.asked = domain::ReasonRule::kOff;
  BOOST_TEST(!Has(Render(TestRenderer(), page), "name=\"reason\""));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(Layout_)

BOOST_AUTO_TEST_CASE(ShowsVisitorsNoNavigation) {
  BOOST_TEST(!Has(SamplePage("sign_in_form"), "<nav"));
  BOOST_TEST(!Has(SamplePage("sign_in_form"), "/logout"));
}

BOOST_AUTO_TEST_CASE(ShowsMembersNothingOfAdmins) {
  BOOST_TEST(Has(SamplePage("booking_list"), "Carol Winter"));
  BOOST_TEST(Has(SamplePage("booking_list"), "href=\"/t/acme/bookings\" aria-current=\"page\""));
  BOOST_TEST(!Has(SamplePage("booking_list"), "/admin/"));
}

BOOST_AUTO_TEST_CASE(LeadsStaffAndAdminsToTheAdministration) {
  PurposeListPage page;
  page.layout = sample::Admin();
  for (const domain::Role role : {domain::Role::kStaff, domain::Role::kAdmin}) {
    page.layout.viewer->role = role;
    const std::string html = Render(TestRenderer(), page);
    BOOST_TEST(Has(html, "href=\"/t/acme/admin/scheduling\">Administration<"));
    BOOST_TEST(!Has(html, "<nav class=\"admin-nav\""));
  }
}

BOOST_AUTO_TEST_CASE(HasARowOfItsOwnForTheAdministration) {
  const std::string html = SamplePage("admin_event_types");
  BOOST_TEST(Has(html, "href=\"/t/acme/admin/scheduling\" aria-current=\"true\">Administration<"));
  BOOST_TEST(Has(html, "<nav class=\"admin-nav\" aria-label=\"Administration\">"));
  BOOST_TEST(Has(html, "href=\"/t/acme/admin/scheduling\">Settings<"));
  BOOST_TEST(Has(html, "event-types\" aria-current=\"page\">Event types<"));
}

BOOST_AUTO_TEST_CASE(ConfirmsKnownWordsOnly) {
  SignInFormPage page{sample::Visitor(), "", "", {}};
  page.layout.notice = "verified";
  BOOST_TEST(Has(Render(TestRenderer(), page), "Your address is confirmed."));
  page.layout.notice = "you-won-a-prize";
  BOOST_TEST(!Has(Render(TestRenderer(), page), "class=\"notice"));
}

BOOST_AUTO_TEST_CASE(TakesAWholeCharacterForTheMonogram) {
  SignInFormPage page{sample::Visitor(), "", "", {}};
  page.layout.tenant_name = "Ärztehaus";
  BOOST_TEST(Has(Render(TestRenderer(), page), "aria-hidden=\"true\">Ä</span>"));
}

BOOST_AUTO_TEST_CASE(WorksWithoutATenant) {
  const std::string& html = SamplePage("error_page_no_tenant");
  BOOST_TEST(Has(html, "NexCyte Scheduler"));
  BOOST_TEST(!Has(html, "/login"));
  BOOST_TEST(!Has(html, "/t/"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(OtherPages)

BOOST_AUTO_TEST_CASE(AnswerSignUpAndForgottenPasswordAlike) {
  BOOST_TEST(Has(SamplePage("check_mail"), "If you can use <strong>carol@acme.test</strong> here"));
}

BOOST_AUTO_TEST_CASE(SayHowLongATimeIsHeld) {
  BOOST_TEST(Has(SamplePage("booking_confirm"), ">09:10</time>"));
  BOOST_TEST(Has(SamplePage("booking_confirm"), ">Confirm booking<"));
  BOOST_TEST(Has(SamplePage("booking_confirm_refused"), ">Ask for this time<"));
}

BOOST_AUTO_TEST_CASE(OfferTheNextFreeTimesWhenOneIsTaken) {
  BOOST_TEST(Has(SamplePage("slot_taken"), "You had chosen"));
  BOOST_TEST(Count(SamplePage("slot_taken"), "type=\"radio\"") == 5);
  BOOST_TEST(Has(SamplePage("slot_taken_nothing_free"), "See all free times"));
  BOOST_TEST(Count(SamplePage("slot_taken_nothing_free"), "type=\"radio\"") == 0);
}

BOOST_AUTO_TEST_CASE(CarryTheCursorEscaped) {
  BOOST_TEST(Has(SamplePage("booking_list"), "cursor=cursor%2Bof/the%3Dpage"));
}

BOOST_AUTO_TEST_CASE(QuoteTheRequest) {
  BOOST_TEST(Has(SamplePage("error_page"), "<code>0123456789abcdef0123456789abcdef</code>"));
  BOOST_TEST(Has(SamplePage("error_page_busy"), "You can try again in 30 seconds."));
}

BOOST_AUTO_TEST_CASE(ShowAnInternalErrorWithoutItsWord) {
  ErrorPage page;
  page.layout = sample::Member();
  page.reason = "bad_template";
  const std::string html = Render(TestRenderer(), page);
  BOOST_TEST(!Has(html, "bad_template"));
  BOOST_TEST(Has(html, "Something went wrong"));
}

BOOST_AUTO_TEST_CASE(TellDevicesApart) {
  const std::string& html = SamplePage("account");
  BOOST_TEST(Has(html, "Firefox on Linux <span class=\"badge good\">This device</span>"));
  BOOST_TEST(Has(html, "Safari on iPhone"));
  BOOST_TEST(Has(html, "value=\"" + sample::Devices()[1].id.str() + "\""));
  BOOST_TEST(!Has(html, "value=\"" + sample::Devices()[0].id.str() + "\""));
}

BOOST_AUTO_TEST_CASE(TellAdminsWhatAHostSees) {
  BOOST_TEST(
      Has(SamplePage("admin_settings"), "Hosts see the person’s name and an address such as"));
  BOOST_TEST(Has(SamplePage("admin_event_types"), "Cal.com sends its own mails"));
  BOOST_TEST(Has(SamplePage("admin_event_type_alias_needed"),
                 "can be opened only after you switch them off"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(Bell)

BOOST_AUTO_TEST_CASE(CountsWhatIsUnreadInWordsToo) {
  const std::string name = "<span class=\"sr\">Notices</span>";
  BOOST_TEST(Has(SamplePage("notice_list"),
                 name + "<span class=\"sr\">, </span><span class=\"bell-count\">2</span>"
                        "<span class=\"sr\"> unread</span></a>"));
  BOOST_TEST(Has(SamplePage("notice_list_many"), "<span class=\"bell-count\">99+</span>"));
  BOOST_TEST(Has(SamplePage("booking_list"), name + "</a>"));
  BOOST_TEST(Has(SamplePage("booking_list"), "href=\"/t/acme/notices\">"));
  BOOST_TEST(Has(SamplePage("notice_list"), "href=\"/t/acme/notices\" aria-current=\"page\">"));
}

BOOST_AUTO_TEST_CASE(IsThereForWhoeverIsSignedInAndForNobodyElse) {
  BOOST_TEST(Has(SamplePage("admin_settings"), "class=\"bell\""));
  BOOST_TEST(!Has(SamplePage("sign_in_form"), "class=\"bell\""));
  BOOST_TEST(!Has(SamplePage("error_page_no_tenant"), "class=\"bell\""));
}

BOOST_AUTO_TEST_CASE(LeadsToNoticesThatLeadToTheirBookings) {
  const std::string& html = SamplePage("notice_list");
  const std::string booking = "href=\"/t/acme/bookings/" + sample::Scheduled().id.str() + "\">";
  BOOST_TEST(Has(html, "<span class=\"sr\">Unread: </span><a class=\"stretched\" " + booking +
                           "Introduction has a new time</a>"));
  BOOST_TEST(Has(html, "<h2><a class=\"stretched\" " + booking + "About your booking</a>"));
  BOOST_TEST(Count(html, "notice-row unread") == 1);
  BOOST_TEST(Has(html, "/t/acme/notices?cursor=cursor%2Bof/the%3Dpage"));
}

BOOST_AUTO_TEST_CASE(OffersToMarkAllOnlyWhereThereIsSomethingToMark) {
  BOOST_TEST((Fields("notice_list", "/t/acme/notices", "csrf_token") ==
              std::set<std::string>{"csrf_token"}));
  BOOST_TEST(!Has(SamplePage("notice_list_read"), "Mark all as read"));
  BOOST_TEST(Has(SamplePage("notice_list_empty"), "No notices yet"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
