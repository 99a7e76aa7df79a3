#include "domain/use_cases/account.h"

#include <algorithm>
#include <utility>

#include "domain/crypto.h"
#include "domain/error.h"
#include "domain/text.h"
#include "domain/use_cases/allowance.h"
#include "domain/use_cases/refusals.h"

namespace nexcyte::domain {
namespace {

constexpr Allowance kSignUpsOfAddress{"sign_up.address", 20, std::chrono::hours(1)};
constexpr Allowance kSignUpsOfEmail{"sign_up.email", 5, std::chrono::hours(1)};
constexpr Allowance kSignInsOfEmail{"sign_in.email", 5, std::chrono::minutes(15)};
constexpr Allowance kFailuresOfAddress{"sign_in.address", 100, std::chrono::minutes(15)};
constexpr Allowance kFailuresOfTenant{"sign_in.tenant", 1000, std::chrono::minutes(15)};
constexpr Allowance kSignInsOfDevice{"sign_in.device", 5, std::chrono::minutes(15)};
constexpr Allowance kResetsOfAddress{"reset.address", 20, std::chrono::hours(1)};
constexpr Allowance kResetsOfEmail{"reset.email", 5, std::chrono::hours(1)};

SignUpInput Checked(const SignUpInput& input) {
  SignUpInput checked = input;
  std::vector<FieldError> refused;
  Collect(refused, [&] { checked.name = CheckName(input.name); });
  Collect(refused, [&] { checked.email = FoldEmail(input.email); });
  Collect(refused, [&] { CheckPassword(input.password, input.email, input.name); });
  RefuseIfAny(std::move(refused));
  return checked;
}

AccountToken SignUpToken(const Digest& digest, const SignUpInput& input, std::string password_hash,
                         Timestamp now) {
  AccountToken token;
  token.kind = AccountTokenKind::kVerify;
  token.digest = digest;
  token.email = input.email;
  token.name = input.name;
  token.password_hash = std::move(password_hash);
  token.expires_at = now + kVerifyTokenLife;
  return token;
}

Error TokenInvalid() { return Error(ErrorCode::kNotFound, "token_invalid"); }
Error SignInFailed() { return Error(ErrorCode::kUnauthenticated, "sign_in_failed"); }

Digest RequireDigest(const std::string& token) {
  const auto digest = DigestOfToken(token);
  if (!digest) {
    throw TokenInvalid();
  }
  return *digest;
}

AccountToken RequireToken(UnitOfWork& unit, AccountTokenKind kind, const Digest& digest) {
  auto token = unit.accounts().FindToken(kind, digest);
  if (!token) {
    throw TokenInvalid();
  }
  return *std::move(token);
}

void Consume(UnitOfWork& unit, const AccountToken& token) {
  if (!unit.accounts().ConsumeToken(token.id)) {
    throw TokenInvalid();
  }
}

// Of the sign-up that the link belongs to.
void RequireOwnPassword(const AccountToken& link, const std::string& password) {
  if (password.empty()) {
    throw InvalidInput("password", "Enter the password that you chose when you signed up.");
  }
  if (!VerifyPassword(link.password_hash, password)) {
    throw InvalidInput("password",
                       "This link belongs to a sign-up with another password. If you signed up "
                       "more than once, open the link of the latest mail.");
  }
}

void Audit(UnitOfWork& unit, const std::optional<UserId>& actor, std::string action,
           std::string subject) {
  unit.audit().Append({actor, std::move(action), std::move(subject), {}});
}

// What cannot be an address is nobody's, and costs as much as any other.
std::string FoldedOrNobody(const std::string& email) {
  try {
    return FoldEmail(email);
  } catch (const Error&) {
    return "nobody";
  }
}

std::optional<Credentials> LoadCredentials(TenantStore& store, const std::string& email) {
  return store.Transact(
      [&email](UnitOfWork& unit) { return unit.accounts().FindCredentials(email); });
}

// Who this is, with no transaction open while the password is hashed. Nothing: whatever was wrong.
std::optional<Credentials> Authenticate(TenantStore& store, const std::string& email,
                                        const std::string& password) {
  const auto credentials = LoadCredentials(store, email);
  const bool matches =
      VerifyPassword(credentials ? credentials->password_hash : DummyPasswordHash(), password);
  return matches && credentials && credentials->is_member ? credentials : std::nullopt;
}

// What a try to sign in is counted under.
struct Counted {
  Allowance allowance;
  std::string subject;
  bool is_known_device = false;
};

// A known browser's tries count apart from everybody else's
// (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
Counted CountedAs(TenantStore& store, const std::string& email, const std::string& mark) {
  const auto digest = DigestOfToken(mark);
  const bool is_known = digest && store.Transact([&](UnitOfWork& unit) {
    return unit.sessions().KnowsDevice(email, *digest);
  });
  return is_known ? Counted{kSignInsOfDevice, email + ' ' + mark, true}
                  : Counted{kSignInsOfEmail, email};
}

// Many passwords for one account, one password for many accounts from one address, or from many:
// each has a count of its own. A known browser is held up by its own alone.
void CountSignIn(Throttle& throttle, const Tenant& tenant, const Counted& counted,
                 const std::string& address) {
  if (!counted.is_known_device) {
    RequireCalm(throttle, kFailuresOfAddress, tenant, address);
    RequireCalm(throttle, kFailuresOfTenant, tenant, "");
  }
  CountTry(throttle, counted.allowance, tenant, counted.subject);
}

void CountFailedSignIn(Throttle& throttle, const Tenant& tenant, const std::string& address) {
  CountFailure(throttle, kFailuresOfAddress, tenant, address);
  CountFailure(throttle, kFailuresOfTenant, tenant, "");
}

// The same work for everybody: of an address that no member has, the entry names nobody.
void AuditFailedSignIn(TenantStore& store, const std::string& email) {
  store.Transact([&email](UnitOfWork& unit) {
    const auto credentials = unit.accounts().FindCredentials(email);
    const bool is_member = credentials && credentials->is_member;
    Audit(unit, std::nullopt, "account.sign_in_failed",
          is_member ? credentials->user.str() : std::string());
  });
}

// What a browser says of itself, unless it is no text that could be stored and listed.
std::string AsText(const std::string& user_agent) {
  return HasControlCharacters(user_agent) ? std::string() : user_agent;
}

// Today's hash of a password whose stored one is weaker.
std::optional<std::string> StrongerHash(const Credentials& credentials,
                                        const std::string& password) {
  return NeedsRehash(credentials.password_hash) ? std::optional(HashPassword(password))
                                                : std::nullopt;
}

// A link that nobody is sent: an unknown address costs two rows as a known one does.
AccountToken Decoy(Entropy& entropy, const std::string& email, Timestamp now) {
  SignUpInput nobody;
  nobody.email = email;
  nobody.name = email;
  return SignUpToken(NewToken(entropy).digest, nobody, DummyPasswordHash(), now);
}

AccountToken ResetToken(const Digest& digest, const std::string& email, const UserId& user,
                        Timestamp now) {
  AccountToken token;
  token.kind = AccountTokenKind::kReset;
  token.digest = digest;
  token.email = email;
  token.user = user;
  token.expires_at = now + kResetTokenLife;
  return token;
}

std::string CompactPhone(const std::string& phone) {
  std::string compact = phone;
  std::erase_if(
      compact, [](char c) { return std::string_view(" -/.()").find(c) != std::string_view::npos; });
  return compact;
}

std::string CheckPhone(const std::string& typed) {
  std::string phone = CompactPhone(typed);
  if (!phone.empty() && !IsPhoneNumber(phone)) {
    throw InvalidInput("phone", "Enter the number with its country code, like +49 30 1234567.");
  }
  return phone;
}

std::string CheckZone(const std::string& zone) {
  if (!zone.empty() && !IsTimeZone(zone)) {
    throw InvalidInput("timeZone", "Choose a time zone from the list.");
  }
  return zone;
}

}  // namespace

void SignUp(TenantStore& store, const AccountTools& tools, const SignUpInput& input,
            Timestamp now) {
  const SignUpInput person = Checked(input);
  CountTry(tools.throttle, kSignUpsOfAddress, store.tenant(), person.address);
  CountTry(tools.throttle, kSignUpsOfEmail, store.tenant(), person.email);
  const Token link = NewToken(tools.entropy);
  const AccountToken token = SignUpToken(link.digest, person, HashPassword(person.password), now);

  store.Transact([&](UnitOfWork& unit) {
    const auto known = unit.accounts().FindCredentials(person.email);
    const bool is_member = known && known->is_member;
    // A member's link is written too and sent to nobody: the work is the same for all.
    unit.accounts().InsertToken(token);
    unit.outbox().EnqueueAccountMail(known ? "account_exists" : "account_verify", person.email,
                                     is_member ? std::string() : link.clear, {}, token.expires_at);
  });
}

void VerifyEmail(TenantStore& store, const std::string& token, const std::string& password,
                 Timestamp) {
  const Digest digest = RequireDigest(token);
  const auto find = [&digest](UnitOfWork& unit) {
    return RequireToken(unit, AccountTokenKind::kVerify, digest);
  };
  const AccountToken link = store.Transact(find);
  if (!link.is_only) {
    RequireOwnPassword(link, password);
  }
  store.Transact([&](UnitOfWork& unit) {
    Consume(unit, link);
    const auto known = unit.accounts().FindCredentials(link.email);
    Membership membership;
    membership.user =
        known ? known->user : unit.accounts().CreateUser(link.email, link.password_hash);
    membership.email = link.email;
    membership.name = link.name;
    unit.memberships().Insert(membership);
    Audit(unit, membership.user, "account.verified", membership.user.str());
  });
}

NewSession SignIn(TenantStore& store, const AccountTools& tools, const SignInInput& input,
                  Timestamp) {
  const std::string email = FoldedOrNobody(input.email);
  const Counted counted = CountedAs(store, email, input.device.mark);
  CountSignIn(tools.throttle, store.tenant(), counted, input.device.address);
  const std::optional<Credentials> found = Authenticate(store, email, input.password);
  if (!found) {
    CountFailedSignIn(tools.throttle, store.tenant(), input.device.address);
    AuditFailedSignIn(store, email);
    throw SignInFailed();
  }
  const Credentials& credentials = *found;
  const std::optional<std::string> stronger = StrongerHash(credentials, input.password);

  const bool has_mark = DigestOfToken(input.device.mark).has_value();
  NewSession session{
      NewToken(tools.entropy), {}, has_mark ? input.device.mark : NewToken(tools.entropy).clear};
  Actor proven;
  proven.user = credentials.user;
  store.ActAs(proven);
  session.actor = store.Transact([&](UnitOfWork& unit) {
    auto member = unit.memberships().Find(credentials.user);
    if (!member) {
      throw SignInFailed();
    }
    unit.sessions().Insert(credentials.user, session.token.digest, AsText(input.device.user_agent),
                           input.device.address);
    unit.sessions().RememberDevice(credentials.user, DigestOfToken(session.device_mark).value());
    if (stronger) {
      unit.accounts().Rehash(credentials.user, *stronger);
    }
    Audit(unit, credentials.user, "account.signed_in", credentials.user.str());
    return *std::move(member);
  });
  store.ActAs(session.actor);
  ForgetTries(tools.throttle, counted.allowance, store.tenant(), counted.subject);
  return session;
}

void SignOut(TenantStore& store, const SessionId& session) {
  store.Transact([&session](UnitOfWork& unit) { unit.sessions().End(session); });
}

void RequestPasswordReset(TenantStore& store, const AccountTools& tools, const std::string& email,
                          const std::string& address, Timestamp now) {
  const std::string folded = FoldEmail(email);
  CountTry(tools.throttle, kResetsOfAddress, store.tenant(), address);
  CountTry(tools.throttle, kResetsOfEmail, store.tenant(), folded);
  const Token link = NewToken(tools.entropy);

  store.Transact([&](UnitOfWork& unit) {
    const auto known = unit.accounts().FindCredentials(folded);
    if (!known || !known->is_member) {
      unit.accounts().InsertToken(Decoy(tools.entropy, folded, now));
      unit.accounts().InsertToken(Decoy(tools.entropy, folded, now));
      return;
    }
    const AccountToken token = ResetToken(link.digest, folded, known->user, now);
    unit.accounts().InsertToken(token);
    unit.outbox().EnqueueAccountMail("account_reset", folded, link.clear, {}, token.expires_at);
  });
}

void ResetPassword(TenantStore& store, const std::string& token, const std::string& password,
                   Timestamp) {
  const Digest digest = RequireDigest(token);
  const AccountToken link = store.Transact(
      [&digest](UnitOfWork& unit) { return RequireToken(unit, AccountTokenKind::kReset, digest); });
  CheckPassword(password, link.email, {});
  const std::string hash = HashPassword(password);

  store.Transact([&](UnitOfWork& unit) {
    Consume(unit, link);
    unit.accounts().SetPassword(link.user.value(), hash, std::nullopt);
    Audit(unit, link.user, "account.password_reset", link.user->str());
  });
}

void ChangePassword(TenantStore& store, const AccountTools& tools, const Actor& actor,
                    const SessionId& session, const std::string& current_password,
                    const std::string& new_password) {
  CheckPassword(new_password, actor.email, actor.name);
  CountTry(tools.throttle, kSignInsOfEmail, store.tenant(), actor.email);
  const auto credentials = LoadCredentials(store, actor.email);
  if (!credentials || !VerifyPassword(credentials->password_hash, current_password)) {
    throw InvalidInput("current_password", "This is not your current password.");
  }
  const std::string hash = HashPassword(new_password);
  store.Transact([&](UnitOfWork& unit) {
    unit.accounts().SetPassword(actor.user, hash, session);
    Audit(unit, actor.user, "account.password_changed", actor.user.str());
  });
  ForgetTries(tools.throttle, kSignInsOfEmail, store.tenant(), actor.email);
}

void UpdateProfile(TenantStore& store, const Actor& actor, const ProfileInput& input) {
  Membership membership = actor;
  membership.hour_cycle = input.hour_cycle;
  std::vector<FieldError> refused;
  Collect(refused, [&] { membership.name = CheckName(input.name); });
  Collect(refused, [&] { membership.phone = CheckPhone(input.phone); });
  Collect(refused, [&] { membership.time_zone = CheckZone(input.time_zone); });
  RefuseIfAny(std::move(refused));
  store.Transact([&membership](UnitOfWork& unit) { unit.memberships().UpdateProfile(membership); });
}

std::vector<WebSession> ListSessions(TenantStore& store, const Actor& actor) {
  return store.Read([&actor](UnitOfWork& unit) { return unit.sessions().List(actor.user); });
}

void EndSession(TenantStore& store, const Actor& actor, const SessionId& session) {
  store.Transact([&](UnitOfWork& unit) {
    const auto own = unit.sessions().List(actor.user);
    const bool is_own = std::any_of(own.begin(), own.end(),
                                    [&](const WebSession& one) { return one.id == session; });
    if (!is_own) {
      throw NotFound();
    }
    unit.sessions().End(session);
  });
}

}  // namespace nexcyte::domain
