#include "tests/use_cases/account_world.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <utility>

#include "domain/crypto.h"

namespace nexcyte::testing {

void SystemEntropy::Fill(std::span<std::uint8_t> bytes) {
  std::random_device device;
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::uint8_t>(device()); });
}

AccountWorld::AccountWorld()
    : database({.url = AppUrl(), .keep_statements = true}),
      throttle(database.connection()),
      now(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())) {
  domain::InitCrypto();
  acme = Open(people.acme).store;
  globex = Open(people.globex).store;
}

domain::OpenedRequest AccountWorld::Open(const domain::Tenant& tenant,
                                         const std::optional<domain::Token>& cookie) {
  domain::RequestOpening opening;
  opening.slug = tenant.slug;
  if (cookie) {
    opening.token = cookie->digest;
  }
  return std::move(database.Open(opening).value());
}

std::string AccountWorld::Address(const std::string& local_part) const {
  return local_part + "@" + people.acme.slug + ".test";
}

void AccountWorld::SignUp(domain::TenantStore& store, const std::string& email,
                          const std::string& password) {
  domain::SignUp(store, tools, {"New Person", email, password, "192.0.2." + email}, now);
}

domain::NewSession AccountWorld::SignIn(domain::TenantStore& store, const std::string& email,
                                        const std::string& password) {
  return domain::SignIn(store, tools, {email, password, {"Browser", "192.0.2.1"}}, now);
}

void AccountWorld::SetPassword(const domain::Actor& person, const std::string& password) {
  people.sql().Run("update nx.nx_user set password_hash = $1 where id = $2",
                   {domain::HashPassword(password), person.user.str()});
}

std::string AccountWorld::Secret(const std::string& email) {
  return people.sql().Text("select secret from nx.nx_notification_outbox where recipient = $1",
                           {email});
}

std::string AccountWorld::Mails(const std::string& email) {
  return people.sql().Text(
      "select coalesce(string_agg(event_key, ' ' order by created_at), '')"
      " from nx.nx_notification_outbox where recipient = $1",
      {email});
}

std::string AccountWorld::Tokens(const domain::Tenant& tenant) {
  return people.sql().Text("select count(*) from nx.nx_account_token where tenant_id = $1",
                           {tenant.id.str()});
}

std::string AccountWorld::Sessions(const domain::Actor& person) {
  return people.sql().Text("select count(*) from nx.nx_web_session where user_id = $1",
                           {person.user.str()});
}

std::string AccountWorld::HashOf(const std::string& email) {
  return people.sql().Text("select password_hash from nx.nx_user where email = $1", {email});
}

}  // namespace nexcyte::testing
