#ifndef NEXCYTE_VIEWS_ACCOUNT_H_
#define NEXCYTE_VIEWS_ACCOUNT_H_

#include <string>
#include <vector>

#include "domain/id.h"
#include "domain/membership.h"
#include "domain/phone.h"
#include "domain/web_session.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/local_clock.h"
#include "views/renderer.h"

namespace nexcyte::views {

enum class AccountForm { kProfile, kPassword, kPhone };

// `/t/{tenant}/account`. Posts to the same path: csrf_token, action, and with
// `profile`: name, phone, timeZone, hourCycle (`12` or `24`);
// `phone_code`: nothing else; `phone_verify`: code; `sms_consent`: smsConsent (a box);
// `password`: current_password, password;
// `end_session`: session.
struct AccountPage {
  Layout layout;
  domain::Membership profile;  // as stored, or as typed
  std::vector<domain::WebSession> sessions;
  domain::SessionId current_session;
  LocalClock clock;
  AccountForm refused = AccountForm::kProfile;  // the form that `problem` is about
  FormProblem problem;
  domain::PhoneState phone{};      // as stored
  std::string sms_consent_text{};  // what the box says
};

std::string Render(const Renderer& renderer, const AccountPage& page);

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_ACCOUNT_H_
