#include "domain/use_cases/setup.h"

#include <algorithm>
#include <utility>

namespace nexcyte::domain {
namespace {

// Mails of `calendar` reach people where it has their own address.
void Count(SetupState& state, const std::vector<EventType>& types) {
  for (const EventType& type : types) {
    ++state.mapped;
    state.open += type.is_enabled ? 1 : 0;
    const bool mails = type.cal_sends_mail && state.address == AttendeeAddress::kReal;
    if (type.is_enabled && mails) {
      state.mailing.push_back(type.title);
    }
  }
}

void SeeSender(SetupState& state, const MessageSettings& messages, const std::string& mail_domain) {
  state.sender = messages.sender_address;
  state.sender_fits =
      state.sender.empty() || MaySendAs(state.sender, mail_domain, messages.sender_domains);
}

void SeePauses(SetupState& state, const std::vector<ChannelPause>& pauses) {
  const auto paused = std::ranges::find(pauses, Channel::kEmail, &ChannelPause::channel);
  if (paused != pauses.end()) {
    state.mail_pause = paused->reason;
  }
}

}  // namespace

SetupState LoadSetup(TenantStore& store, const Offer& offer, const std::string& mail_domain,
                     Timestamp now) {
  return store.Read([&](UnitOfWork& unit) {
    const SchedulingSettings settings = unit.settings().Load();
    SetupState state;
    state.is_enabled = settings.is_enabled;
    state.calendar = offer.state;
    state.organization = settings.organization_slug;
    state.address = settings.attendee_address;
    Count(state, AsOffered(unit.event_types().List(), offer, now));
    SeeSender(state, unit.settings().LoadMessages(), mail_domain);
    SeePauses(state, unit.outbox_admin().Pauses());
    state.signs = unit.settings().LoadSigns();
    return state;
  });
}

}  // namespace nexcyte::domain
