#ifndef NEXCYTE_PERSISTENCE_DATABASE_H_
#define NEXCYTE_PERSISTENCE_DATABASE_H_

#include <memory>
#include <optional>

#include "domain/tenant_stores.h"
#include "persistence/connection.h"

namespace nexcyte::persistence {

// The database as one worker thread has it: one connection for life, made again when it breaks.
// Stores must not outlive it. One thread.
class Database final : public domain::TenantStores {
 public:
  explicit Database(ConnectionSettings settings);

  // One round trip and one transaction: begin_request, and what is asked ahead. A connection that
  // broke since the last request is replaced first.
  std::optional<domain::OpenedRequest> Open(const domain::RequestOpening& opening) override;
  std::unique_ptr<domain::TenantStore> ForSystem(const domain::TenantId& tenant) override;

  // For the queue, the throttle and the like, which share the connection between transactions.
  Connection& connection() { return connection_; }

 private:
  Connection connection_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_DATABASE_H_
