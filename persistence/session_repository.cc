#include "persistence/session_repository.h"

#include <optional>
#include <tuple>

#include "domain/error.h"

namespace nexcyte::persistence {

using domain::SessionId;
using domain::WebSession;

namespace {

constexpr char kInsert[] = "select nx.start_session(:user, :token, :user_agent, :address)";

constexpr char kList[] = R"sql(
  select id, user_agent, address, created_at, last_seen_at from nx_web_session
   where tenant_id = nx.tenant_id() and user_id = :user
   order by last_seen_at desc, id)sql";

constexpr char kEnd[] = R"sql(
  delete from nx_web_session where tenant_id = nx.tenant_id() and id = :id)sql";

constexpr char kKnowsDevice[] = "select nx.knows_device(:email, :mark)";
constexpr char kRememberDevice[] = R"sql(
  insert into nx_known_device (user_id, token_sha256) values (:user, :mark)
  on conflict do nothing)sql";

}  // namespace

SessionId PgSessionRepository::Insert(const domain::UserId& user, const domain::Digest& token,
                                      const std::string& user_agent, const std::string& address) {
  const auto row = Statement(session_, kInsert)
                       .Bind("user", user)
                       .Bind("token", token)
                       .Bind("user_agent", user_agent)
                       .Bind("address", address)
                       .One<std::optional<SessionId>>();
  if (!row || !std::get<0>(*row)) {
    throw domain::NotFound();  // No membership here.
  }
  return *std::get<0>(*row);
}

std::vector<WebSession> PgSessionRepository::List(const domain::UserId& user) {
  std::vector<WebSession> sessions;
  for (auto& [id, user_agent, address, created_at, last_seen_at] :
       Statement(session_, kList)
           .Bind("user", user)
           .All<SessionId, std::string, std::string, domain::Timestamp, domain::Timestamp>()) {
    sessions.push_back({id, user_agent, address, created_at, last_seen_at});
  }
  return sessions;
}

void PgSessionRepository::End(const SessionId& id) {
  Statement(session_, kEnd).Bind("id", id).Run();
}

bool PgSessionRepository::KnowsDevice(const std::string& email, const domain::Digest& mark) {
  const auto row =
      Statement(session_, kKnowsDevice).Bind("email", email).Bind("mark", mark).One<bool>();
  return std::get<0>(row.value());
}

void PgSessionRepository::RememberDevice(const domain::UserId& user, const domain::Digest& mark) {
  Statement(session_, kRememberDevice).Bind("user", user).Bind("mark", mark).Run();
}

}  // namespace nexcyte::persistence
