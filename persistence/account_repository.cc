#include "persistence/account_repository.h"

#include <tuple>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::AccountToken;
using domain::AccountTokenId;
using domain::AccountTokenKind;
using domain::Credentials;
using domain::SessionId;
using domain::UserId;

namespace {

constexpr char kFindCredentials[] =
    "select user_id, password_hash, is_member from nx.credentials_by_email(:email)";
constexpr char kCreateUser[] = "select nx.create_user(:email, :hash)";
constexpr char kSetPassword[] = "select nx.set_password(:user, :hash, :keep)";
constexpr char kRehash[] = "select nx.rehash_password(:user, :hash)";

constexpr char kInsertToken[] = R"sql(
  insert into nx_account_token (kind, token_sha256, email, display_name, password_hash, user_id,
                                expires_at)
  values (:kind, :digest, :email, nullif(:name, ''), nullif(:hash, ''), :user, :expires_at))sql";

constexpr char kFindToken[] = R"sql(
  select id, email, coalesce(display_name, ''), coalesce(password_hash, ''), user_id, expires_at,
         is_only
    from nx.find_account_token(:kind, :digest))sql";

constexpr char kConsumeToken[] = "select nx.consume_account_token(:id)";
constexpr char kFindInvitation[] = "select id, email, has_account from nx.find_invitation(:token)";
constexpr char kAcceptInvitation[] = "select nx.accept_invitation(:token, :hash, :name)";

const char* ToString(AccountTokenKind kind) {
  return kind == AccountTokenKind::kVerify ? "verify" : "reset";
}

// What a function answers about a user that must be there.
void RequireFound(const std::optional<std::tuple<bool>>& row) {
  if (!row || !std::get<0>(*row)) {
    throw domain::NotFound();
  }
}

}  // namespace

std::optional<Credentials> PgAccountRepository::FindCredentials(const std::string& email) {
  auto row =
      Statement(session_, kFindCredentials).Bind("email", email).One<UserId, std::string, bool>();
  if (!row) {
    return std::nullopt;
  }
  auto& [user, hash, is_member] = *row;
  return Credentials{user, hash, is_member};
}

UserId PgAccountRepository::CreateUser(const std::string& email, const std::string& password_hash) {
  const auto row = Statement(session_, kCreateUser)
                       .Bind("email", email)
                       .Bind("hash", password_hash)
                       .One<UserId>();
  return std::get<0>(row.value());
}

void PgAccountRepository::SetPassword(const UserId& user, const std::string& password_hash,
                                      const std::optional<SessionId>& keep) {
  RequireFound(Statement(session_, kSetPassword)
                   .Bind("user", user)
                   .Bind("hash", password_hash)
                   .Bind("keep", keep)
                   .One<bool>());
}

void PgAccountRepository::Rehash(const UserId& user, const std::string& password_hash) {
  RequireFound(
      Statement(session_, kRehash).Bind("user", user).Bind("hash", password_hash).One<bool>());
}

void PgAccountRepository::InsertToken(const AccountToken& token) {
  Statement(session_, kInsertToken)
      .Bind("kind", ToString(token.kind))
      .Bind("digest", token.digest)
      .Bind("email", token.email)
      .Bind("name", token.name)
      .Bind("hash", token.password_hash)
      .Bind("user", token.user)
      .Bind("expires_at", token.expires_at)
      .Run();
}

std::optional<AccountToken> PgAccountRepository::FindToken(AccountTokenKind kind,
                                                           const domain::Digest& digest) {
  auto row = Statement(session_, kFindToken)
                 .Bind("kind", ToString(kind))
                 .Bind("digest", digest)
                 .One<AccountTokenId, std::string, std::string, std::string, std::optional<UserId>,
                      domain::Timestamp, bool>();
  if (!row) {
    return std::nullopt;
  }
  auto& [id, email, name, hash, user, expires_at, is_only] = *row;
  return AccountToken{id, kind, digest, email, name, hash, user, expires_at, is_only};
}

bool PgAccountRepository::ConsumeToken(const AccountTokenId& id) {
  return std::get<0>(Statement(session_, kConsumeToken).Bind("id", id).One<bool>().value());
}

std::optional<domain::FoundInvitation> PgAccountRepository::FindInvitation(
    const domain::Digest& token) {
  auto row = Statement(session_, kFindInvitation)
                 .Bind("token", token)
                 .One<domain::InvitationId, std::string, bool>();
  if (!row) {
    return std::nullopt;
  }
  auto& [id, email, has_account] = *row;
  return domain::FoundInvitation{id, email, has_account};
}

std::optional<UserId> PgAccountRepository::AcceptInvitation(const domain::Digest& token,
                                                            const std::string& password_hash,
                                                            const std::string& name) {
  const auto row = Statement(session_, kAcceptInvitation)
                       .Bind("token", token)
                       .Bind("hash", password_hash)
                       .Bind("name", name)
                       .One<std::optional<UserId>>();
  return std::get<0>(row.value());
}

}  // namespace nexcyte::persistence
