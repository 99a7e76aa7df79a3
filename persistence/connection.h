#ifndef NEXCYTE_PERSISTENCE_CONNECTION_H_
#define NEXCYTE_PERSISTENCE_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "persistence/text.h"

namespace nexcyte::persistence {

struct ConnectionSettings {
  std::string url;              // libpq's: `host=... dbname=... user=...` or a postgresql:// URI
  bool keep_statements = true;  // false behind a PgBouncer before 1.21 in transaction mode
};

// A value for `:name` in a statement; nothing is NULL.
struct Parameter {
  std::string name;
  std::optional<std::string> value;
};

struct Step {
  const char* sql;
  std::vector<Parameter> parameters = {};
  CellFormat format = CellFormat::kBinary;  // of its results
};

struct Result {
  RowList rows;
  std::int64_t touched = 0;
};

// One connection to Postgres, made at first use and again when it broke. SQL texts are constants
// that outlive the connection: their addresses are the keys of the kept statements. Failures are
// thrown as domain::Error (pg_error.h). One thread at a time.
class Connection {
 public:
  explicit Connection(ConnectionSettings settings);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Connected, and in no transaction: a connection in any other state is dropped for a new one.
  void MakeReady();

  // One statement. `columns`: how many its result has, all read as text.
  Result Execute(const char* sql, const std::vector<Parameter>& parameters, int columns);

  // Several statements in one round trip, the first of a request or a transaction. Unless one of
  // them is `begin`, all of them together are one transaction, which ends with them (libpq
  // documentation, "Pipeline Mode": implicit transactions). Begins with MakeReady(), and once more
  // on a new connection when the old one turns out to be dead: the steps must bear being begun
  // twice. After a failure the transaction is rolled back.
  std::vector<Result> ExecuteFirst(const std::vector<Step>& steps);

  // Several statements of a transaction that has begun, in one round trip.
  std::vector<Result> ExecuteNext(const std::vector<Step>& steps);

  // After `last`, in the same round trip. Refuses, and rolls back, when a statement has failed
  // since: Postgres answers such a COMMIT with success and stores nothing.
  void Commit(std::vector<Step> last = {});
  void Rollback() noexcept;
  bool InTransaction() const;

 private:
  struct Impl;

  void Connect();
  bool IsAlive() const;
  std::vector<Result> ExecuteTogether(const std::vector<Step>& steps);

  const ConnectionSettings settings_;
  std::unique_ptr<Impl> impl_;
};

// What statements run in.
class Session {
 public:
  virtual ~Session() = default;
  // One statement, with whatever must come before it. `columns`: how many its result has, all read
  // as text.
  virtual Result Execute(const char* sql, const std::vector<Parameter>& parameters,
                         int columns) = 0;
  // One whose answer nobody needs. Where it can, it waits to travel with the next one or with the
  // commit, which then throws what it has failed of.
  virtual void Queue(const char* sql, const std::vector<Parameter>& parameters) {
    Execute(sql, parameters, 0);
  }
};

// Each statement is a transaction of its own.
class AutocommitSession : public Session {
 public:
  explicit AutocommitSession(Connection& connection) : connection_(connection) {}
  Result Execute(const char* sql, const std::vector<Parameter>& parameters, int columns) override {
    connection_.MakeReady();
    return connection_.Execute(sql, parameters, columns);
  }

 private:
  Connection& connection_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_CONNECTION_H_
