#ifndef NEXCYTE_DOMAIN_USE_CASES_SETUP_H_
#define NEXCYTE_DOMAIN_USE_CASES_SETUP_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "domain/use_cases/event_types.h"

namespace nexcyte::domain {

// How far a tenant's set-up is, and whether what it stands on is alive.
struct SetupState {
  bool is_enabled = false;
  OfferState calendar = OfferState::kNoOrganization;
  std::string organization;
  int mapped = 0;
  int open = 0;              // of them
  std::string sender;        // the address that mails leave under; empty: one of ours
  bool sender_fits = false;  // it is in a domain that is set up for it
  std::string mail_pause;    // the provider's refusal, as ChannelPause has it; empty: none
  SignsOfLife signs;
  std::vector<std::string> mailing;  // titles of open purposes with mails of Cal.com's own
  AttendeeAddress address = AttendeeAddress::kReal;
};

// `mail_domain`: ours.
SetupState LoadSetup(TenantStore& store, const Offer& offer, const std::string& mail_domain,
                     Timestamp now);

// After this long a silence the dispatcher is taken for dead: it is called every minute at least.
inline constexpr std::chrono::minutes kDispatcherSilence{5};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_SETUP_H_
