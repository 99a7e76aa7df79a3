#include "views/account.h"

#include <algorithm>
#include <array>
#include <utility>

#include "views/account.tpl.varnames.h"
#include "views/problem_summary.h"
#include "views/template_values.h"
#include "views/when.h"
#include "views/zone_options.h"

namespace nexcyte::views {
namespace {

void ShowProfile(ctemplate::TemplateDictionary& values, const AccountPage& page) {
  const domain::Membership& profile = page.profile;
  values.SetValue(ka_EMAIL, profile.email);
  values.SetValue(ka_NAME, profile.name);
  values.SetValue(ka_PHONE, profile.phone);
  ShowZones(values, ka_ZONES, profile.time_zone.empty() ? page.clock.time_zone : profile.time_zone);
  values.ShowSection(profile.hour_cycle == domain::HourCycle::k24 ? ka_IS_24 : ka_IS_12);
}

void ShowPhone(ctemplate::TemplateDictionary& values, const AccountPage& page) {
  if (page.phone.number.empty()) {
    values.ShowSection(ka_NO_NUMBER);
    return;
  }
  values.SetValueAndShowSection(ka_NUMBER, page.phone.number, ka_HAS_NUMBER);
  values.SetValue(ka_CONSENT_TEXT, page.sms_consent_text);
  values.ShowSection(page.phone.is_verified ? ka_IS_VERIFIED : ka_IS_UNVERIFIED);
  values.ShowSection(page.phone.has_code ? ka_HAS_CODE : ka_NO_CODE);
  if (page.phone.consent_at) {
    values.SetValueAndShowSection(ka_CONSENT_AT, DateAndTime(*page.phone.consent_at, page.clock),
                                  ka_HAS_CONSENT);
  }
}

void ShowProblems(ctemplate::TemplateDictionary& values, const AccountPage& page) {
  if (page.refused == AccountForm::kProfile) {
    ShowProblem(
        values, ka_PROFILE_PROBLEM, page.problem,
        {{"name", ka_NAME_ERROR}, {"phone", ka_PHONE_ERROR}, {"timeZone", ka_TIME_ZONE_ERROR}});
    return;
  }
  if (page.refused == AccountForm::kPhone) {
    ShowProblem(values, ka_PHONE_PROBLEM, page.problem,
                {{"code", ka_CODE_ERROR}, {"smsConsent", ka_CONSENT_ERROR}});
    return;
  }
  ShowProblem(values, ka_PASSWORD_PROBLEM, page.problem,
              {{"current_password", ka_CURRENT_PASSWORD_ERROR}, {"password", ka_PASSWORD_ERROR}});
}

// `Firefox on Windows`: as much of the browser's own text as helps to tell devices apart.
std::string DeviceName(const std::string& user_agent) {
  using Pair = std::pair<const char*, const char*>;
  // Order matters: Edge and Opera also say Chrome, Chrome also says Safari, Android also Linux.
  constexpr std::array<Pair, 5> kBrowsers = {{{"Edg", "Edge"},
                                              {"OPR", "Opera"},
                                              {"Firefox", "Firefox"},
                                              {"Chrome", "Chrome"},
                                              {"Safari", "Safari"}}};
  constexpr std::array<Pair, 6> kSystems = {{{"iPhone", "iPhone"},
                                             {"iPad", "iPad"},
                                             {"Android", "Android"},
                                             {"Windows", "Windows"},
                                             {"Mac OS", "Mac"},
                                             {"Linux", "Linux"}}};
  const auto named = [&user_agent](const auto& names) -> std::string {
    const auto* found = std::find_if(names.begin(), names.end(), [&](const Pair& name) {
      return user_agent.find(name.first) != std::string::npos;
    });
    return found == names.end() ? "" : found->second;
  };
  const std::string browser = named(kBrowsers);
  const std::string system = named(kSystems);
  if (browser.empty()) {
    return system.empty() ? "Unknown device" : system;
  }
  return system.empty() ? browser : browser + " on " + system;
}

void AddDevice(ctemplate::TemplateDictionary& values, const AccountPage& page,
               const domain::WebSession& session) {
  auto* device = values.AddSectionDictionary(ka_DEVICE);
  const std::string agent = DeviceName(session.user_agent);
  const std::string last_seen = DateAndTime(session.last_seen_at, page.clock);
  device->SetValue(ka_AGENT, agent);
  device->SetValue(ka_ADDRESS, session.address);
  device->SetValue(ka_LAST_SEEN, last_seen);
  if (session.id == page.current_session) {
    device->ShowSection(ka_IS_CURRENT);
  } else {
    device->SetValueAndShowSection(ka_SESSION, session.id.str(), ka_IS_OTHER);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AccountPage& page) {
  const PageFrame frame{"account.tpl", "Your account", Place::kAccount};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowProfile(values, page);
    ShowPhone(values, page);
    ShowProblems(values, page);
    for (const domain::WebSession& session : page.sessions) {
      AddDevice(values, page, session);
    }
  });
}

}  // namespace nexcyte::views
