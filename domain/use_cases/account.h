#ifndef NEXCYTE_DOMAIN_USE_CASES_ACCOUNT_H_
#define NEXCYTE_DOMAIN_USE_CASES_ACCOUNT_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/tenant_store.h"
#include "domain/throttle.h"
#include "domain/token.h"

namespace nexcyte::domain {

// Sign-up to sign-out (faults-and-threats section 4). What a stranger may learn is nothing: whether
// an address is known changes neither the answer nor the work.

// What these use cases are given by the process.
struct AccountTools {
  Entropy& entropy;
  Throttle& throttle;
};

struct SignUpInput {
  std::string name;
  std::string email;
  std::string password;
  std::string address;  // the client's, for throttling
};

// Writes a mail with a link; creates and changes nothing else. Refuses: kInvalid (fields),
// kRateLimited.
void SignUp(TenantStore& store, const AccountTools& tools, const SignUpInput& input, Timestamp now);

struct NewSession {
  Token token;  // `clear` goes into the cookie
  Actor actor;
  std::string device_mark;  // goes into the browser's lasting cookie
};

struct Device {
  std::string user_agent;
  std::string address;
  std::string mark = {};  // the clear token of an earlier sign-in from this browser, or anything
};

// Uses the link of a sign-up: makes the user (an existing one is left as it is) and the membership,
// and signs nobody in. Where several people have signed up with one address, one of them may be a
// stranger who waits for the owner to confirm a password of the stranger's: then the password of
// this very sign-up must be given too. All links to that address end with it. Refuses: kNotFound
// token_invalid (unknown, used, expired), kInvalid (password: needed, or another one).
void VerifyEmail(TenantStore& store, const std::string& token, const std::string& password,
                 Timestamp now);

struct SignInInput {
  std::string email;
  std::string password;
  Device device;
};

// Both outcomes are written into the audit log. Refuses: kUnauthenticated sign_in_failed (whatever
// was wrong; no membership here reads the same), kRateLimited: tries are counted per account,
// failures per client's address and per tenant too; those from a browser in which this person has
// signed in before are counted by themselves alone, so that nobody can be locked out.
NewSession SignIn(TenantStore& store, const AccountTools& tools, const SignInInput& input,
                  Timestamp now);

void SignOut(TenantStore& store, const SessionId& session);

// Refuses: kInvalid (no address at all), kRateLimited.
void RequestPasswordReset(TenantStore& store, const AccountTools& tools, const std::string& email,
                          const std::string& address, Timestamp now);

// Refuses: kNotFound token_invalid, kInvalid (password). Ends all sessions of the person.
void ResetPassword(TenantStore& store, const std::string& token, const std::string& password,
                   Timestamp now);

// Refuses: kInvalid (password, or current_password is wrong), kRateLimited. Ends all other
// sessions.
void ChangePassword(TenantStore& store, const AccountTools& tools, const Actor& actor,
                    const SessionId& session, const std::string& current_password,
                    const std::string& new_password);

struct ProfileInput {
  std::string name;
  std::string phone;  // E.164 or empty
  std::string time_zone;
  HourCycle hour_cycle = HourCycle::k24;
};

// Refuses: kInvalid (fields).
void UpdateProfile(TenantStore& store, const Actor& actor, const ProfileInput& input);

std::vector<WebSession> ListSessions(TenantStore& store, const Actor& actor);

// Ends one of the person's own sessions. Refuses: kNotFound.
void EndSession(TenantStore& store, const Actor& actor, const SessionId& session);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_USE_CASES_ACCOUNT_H_
