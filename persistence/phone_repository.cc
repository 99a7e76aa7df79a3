#include "persistence/phone_repository.h"

#include <tuple>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::PhoneCode;
using domain::PhoneState;
using domain::Timestamp;
using domain::UserId;

namespace {

constexpr char kLoad[] = R"sql(
  select coalesce(m.phone, ''), m.phone_verified_at is not null, m.sms_consent_at,
         exists (select from nx_phone_code c
                  where c.tenant_id = nx.tenant_id() and c.user_id = m.user_id
                    and c.phone = m.phone and c.tries < :tries and c.expires_at > nx.now())
    from nx_tenant_membership m
   where m.tenant_id = nx.tenant_id() and m.user_id = :user)sql";

constexpr char kSetConsent[] = R"sql(
  update nx_tenant_membership
     set sms_consent_text = nullif(:text, ''),
         sms_consent_at = case when :text <> '' then nx.now() end
   where tenant_id = nx.tenant_id() and user_id = :user)sql";

constexpr char kReplaceCode[] = R"sql(
  insert into nx_phone_code (user_id, phone, code_hash, expires_at)
  values (:user, :number, :hash, :expires_at)
  on conflict on constraint nx_phone_code_pkey do update
     set phone = excluded.phone, code_hash = excluded.code_hash, tries = 0, created_at = nx.now(),
         expires_at = excluded.expires_at)sql";

constexpr char kTakeTry[] = R"sql(
  update nx_phone_code set tries = tries + 1
   where tenant_id = nx.tenant_id() and user_id = :user and tries < :tries
     and expires_at > nx.now()
  returning phone, code_hash)sql";

constexpr char kUseCode[] = R"sql(
  delete from nx_phone_code
   where tenant_id = nx.tenant_id() and user_id = :user and phone = :number and code_hash = :hash
     and expires_at > nx.now())sql";

constexpr char kVerify[] = R"sql(
  update nx_tenant_membership set phone_verified_at = nx.now()
   where tenant_id = nx.tenant_id() and user_id = :user and phone = :number)sql";

}  // namespace

PhoneState PgPhoneRepository::Load(const UserId& user) {
  auto row = Statement(session_, kLoad)
                 .Bind("user", user)
                 .Bind("tries", domain::kPhoneCodeTries)
                 .One<std::string, bool, std::optional<Timestamp>, bool>();
  if (!row) {
    throw domain::NotFound();
  }
  auto& [number, is_verified, consent_at, has_code] = *row;
  return {number, is_verified, has_code, consent_at};
}

void PgPhoneRepository::SetConsent(const UserId& user, const std::string& text) {
  if (Statement(session_, kSetConsent).Bind("user", user).Bind("text", text).Run() == 0) {
    throw domain::NotFound();
  }
}

void PgPhoneRepository::ReplaceCode(const UserId& user, const PhoneCode& code,
                                    Timestamp expires_at) {
  Statement(session_, kReplaceCode)
      .Bind("user", user)
      .Bind("number", code.number)
      .Bind("hash", code.hash)
      .Bind("expires_at", expires_at)
      .Run();
}

std::optional<PhoneCode> PgPhoneRepository::TakeTry(const UserId& user) {
  auto row = Statement(session_, kTakeTry)
                 .Bind("user", user)
                 .Bind("tries", domain::kPhoneCodeTries)
                 .One<std::string, std::string>();
  if (!row) {
    return std::nullopt;
  }
  auto& [number, hash] = *row;
  return PhoneCode{number, hash};
}

bool PgPhoneRepository::Verify(const UserId& user, const PhoneCode& code) {
  const bool used = Statement(session_, kUseCode)
                        .Bind("user", user)
                        .Bind("number", code.number)
                        .Bind("hash", code.hash)
                        .Run() == 1;
  return used &&
         Statement(session_, kVerify).Bind("user", user).Bind("number", code.number).Run() == 1;
}

}  // namespace nexcyte::persistence
