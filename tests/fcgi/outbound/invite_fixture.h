#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_INVITE_FIXTURE_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_INVITE_FIXTURE_H_

#include "domain/invite.h"

namespace nexcyte::fcgi {

inline domain::Timestamp At(const char* text) { return domain::ParseRfc3339(text).value(); }

inline domain::Invite SampleInvite() {
  domain::Invite invite;
  invite.method = domain::InviteMethod::kRequest;
  invite.uid = "5c1f7c86-0a3c-4a53-9a6e-0a9c8f5d2b11@nexcyte.test";
  invite.sequence = 4;
  invite.time = {At("2026-11-23T13:30:00Z"), At("2026-11-23T14:00:00Z")};
  invite.summary = "Intro call with Acme";
  invite.description = "See, move or cancel the booking: https://acme.nexcyte.test/x";
  invite.location = "Main street 1";
  invite.url = "https://acme.nexcyte.test:8443/t/acme/bookings/5c1f7c86";
  invite.organizer_name = "Acme";
  invite.organizer_address = "no-reply@mg.nexcyte.test";
  invite.attendee_name = "Ada Lovelace";
  invite.attendee_address = "ada@acme.test";
  invite.stamped_at = At("2026-11-20T09:00:00Z");
  return invite;
}

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_INVITE_FIXTURE_H_
