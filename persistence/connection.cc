#include "persistence/connection.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "domain/error.h"
#include "persistence/named_parameters.h"
#include "persistence/pg_error.h"

namespace nexcyte::persistence {

using domain::Error;
using domain::ErrorCode;

namespace {

bool IsGood(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

PgFailure FailureOf(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
  return {state == nullptr ? "" : state, constraint == nullptr ? "" : constraint};
}

// A statement that stays prepared, with the places that SOCI reads its values from and writes its
// columns to. Those never move after the constructor.
class KeptStatement {
 public:
  KeptStatement(soci::session& session, const char* sql, const std::vector<Parameter>& parameters,
                int columns, bool keep)
      : statement_(session),
        values_(parameters.size()),
        value_states_(parameters.size()),
        cells_(static_cast<std::size_t>(columns)),
        cell_states_(static_cast<std::size_t>(columns)) {
    statement_.alloc();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      names_.push_back(parameters[i].name);
      statement_.exchange(soci::use(values_[i], value_states_[i], parameters[i].name));
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      statement_.exchange(soci::into(cells_[i], cell_states_[i]));
    }
    statement_.prepare(
        sql, keep ? soci::details::st_repeatable_query : soci::details::st_one_time_query);
    statement_.define_and_bind();
  }

  Result Execute(const std::vector<Parameter>& parameters) {
    for (const Parameter& parameter : parameters) {
      Set(parameter);
    }
    Result result;
    for (bool got = statement_.execute(true); got; got = statement_.fetch()) {
      result.rows.BeginRow();
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cell_states_[i] == soci::i_null) {
          result.rows.AddNull();
        } else {
          result.rows.Add(cells_[i]);
        }
      }
      if (cells_.empty()) {
        break;
      }
    }
    result.touched = statement_.get_affected_rows();
    return result;
  }

 private:
  void Set(const Parameter& parameter) {
    const auto found = std::find(names_.begin(), names_.end(), parameter.name);
    if (found == names_.end()) {
      throw Error(ErrorCode::kInternal, "internal", "unknown parameter " + parameter.name);
    }
    const auto i = static_cast<std::size_t>(found - names_.begin());
    values_[i] = parameter.value.value_or("");
    value_states_[i] = parameter.value ? soci::i_ok : soci::i_null;
  }

  soci::statement statement_;
  std::vector<std::string> names_;
  std::vector<std::string> values_;
  std::vector<soci::indicator> value_states_;
  std::vector<std::string> cells_;
  std::vector<soci::indicator> cell_states_;
};

// libpq's result formats.
int FormatOf(const Step& step) { return step.format == CellFormat::kBinary ? 1 : 0; }

constexpr char kCommit[] = "commit";

// None for what touches no rows.
std::int64_t TouchedBy(PGresult* result) { return std::atoll(PQcmdTuples(result)); }

// A statement that travels in a pipeline.
struct PipelinedStatement {
  PositionalSql sql;
  std::string name;  // empty until it is prepared
};

// A connection that never answers must not hold its thread for ever; a URI says so itself.
std::string WithTimeLimit(const std::string& url) {
  const bool says_it = url.find("connect_timeout") != std::string::npos;
  const bool is_uri = url.find("://") != std::string::npos;
  return says_it || is_uri ? url : url + " connect_timeout=5";
}

std::vector<const char*> ValuesOf(const Step& step, const PositionalSql& sql) {
  std::vector<const char*> values;
  for (const std::string& name : sql.names) {
    const auto found =
        std::find_if(step.parameters.begin(), step.parameters.end(),
                     [&name](const Parameter& parameter) { return parameter.name == name; });
    if (found == step.parameters.end()) {
      throw Error(ErrorCode::kInternal, "internal", "parameter not bound: " + name);
    }
    values.push_back(found->value ? found->value->c_str() : nullptr);
  }
  return values;
}

}  // namespace

struct Connection::Impl {
  explicit Impl(const std::string& url) : session(soci::postgresql, url) {
    pg = static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
    PQsetErrorVerbosity(pg, PQERRORS_VERBOSE);
    PQsetNoticeProcessor(
        pg, [](void*, const char*) {}, nullptr);
  }

  // Queues one step; answers how many results it will give.
  int Send(const Step& step, bool keep);
  // Reads the results of `expected` queued requests and the mark behind them.
  std::vector<PgResult> ReadAll(int expected);
  // After a failure of step `failed`: what was to be prepared from there on may not be.
  void Forget(const std::vector<Step>& steps, const std::vector<int>& expected, std::size_t failed);

  soci::session session;
  PGconn* pg;
  std::unordered_map<const char*, std::unique_ptr<KeptStatement>> kept;
  std::unordered_map<const char*, PipelinedStatement> pipelined;
  int prepared_so_far = 0;
  // After a crash of the server libpq does not see at once that a connection is dead.
  bool is_lost = false;
};

int Connection::Impl::Send(const Step& step, bool keep) {
  PipelinedStatement& statement = pipelined[step.sql];
  if (statement.sql.text.empty()) {
    statement.sql = ToPositional(step.sql);
  }
  const std::vector<const char*> values = ValuesOf(step, statement.sql);
  const int count = static_cast<int>(values.size());
  if (!keep) {
    PQsendQueryParams(pg, statement.sql.text.c_str(), count, nullptr, values.data(), nullptr,
                      nullptr, FormatOf(step));
    return 1;
  }
  int expected = 1;
  if (statement.name.empty()) {
    statement.name = "nx_" + std::to_string(++prepared_so_far);
    PQsendPrepare(pg, statement.name.c_str(), statement.sql.text.c_str(), count, nullptr);
    ++expected;
  }
  PQsendQueryPrepared(pg, statement.name.c_str(), count, values.data(), nullptr, nullptr,
                      FormatOf(step));
  return expected;
}

std::vector<PgResult> Connection::Impl::ReadAll(int expected) {
  std::vector<PgResult> results;
  while (expected > 0 && PQstatus(pg) == CONNECTION_OK) {
    PgResult result(PQgetResult(pg));
    if (result == nullptr) {
      --expected;
    } else {
      results.push_back(std::move(result));
    }
  }
  const PgResult mark(PQgetResult(pg));
  return results;
}

void Connection::Impl::Forget(const std::vector<Step>& steps, const std::vector<int>& expected,
                              std::size_t failed) {
  for (std::size_t i = failed; i < steps.size(); ++i) {
    if (expected[i] > 1) {
      pipelined.erase(steps[i].sql);
    }
  }
}

Connection::Connection(ConnectionSettings settings) : settings_(std::move(settings)) {}

Connection::~Connection() = default;

void Connection::Connect() {
  impl_.reset();
  try {
    impl_ = std::make_unique<Impl>(WithTimeLimit(settings_.url));
  } catch (const soci::soci_error&) {
    throw DatabaseUnavailable("cannot connect to the database");
  }
}

bool Connection::IsAlive() const {
  return impl_ != nullptr && !impl_->is_lost && PQstatus(impl_->pg) == CONNECTION_OK;
}

void Connection::MakeReady() {
  if (!IsAlive() || PQtransactionStatus(impl_->pg) != PQTRANS_IDLE) {
    Connect();
  }
}

bool Connection::InTransaction() const {
  return IsAlive() && PQtransactionStatus(impl_->pg) != PQTRANS_IDLE;
}

Result Connection::Execute(const char* sql, const std::vector<Parameter>& parameters, int columns) {
  try {
    if (!settings_.keep_statements) {
      return KeptStatement(impl_->session, sql, parameters, columns, false).Execute(parameters);
    }
    std::unique_ptr<KeptStatement>& kept = impl_->kept[sql];
    if (kept == nullptr) {
      kept = std::make_unique<KeptStatement>(impl_->session, sql, parameters, columns, true);
    }
    return kept->Execute(parameters);
  } catch (const soci::postgresql_soci_error& error) {
    throw ToError(ReadFailure(IsAlive() ? error.sqlstate() : "", error.what()), sql);
  } catch (const soci::soci_error&) {
    throw ToError(IsAlive() ? PgFailure{"XX000", {}} : PgFailure{}, sql);
  }
}

std::vector<Result> Connection::ExecuteFirst(const std::vector<Step>& steps) {
  const Impl* const before = impl_.get();
  MakeReady();
  const bool is_new = impl_.get() != before;
  try {
    return ExecuteTogether(steps);
  } catch (const Error&) {
    if (is_new || IsAlive()) {
      Rollback();
      throw;
    }
  }
  MakeReady();
  try {
    return ExecuteTogether(steps);
  } catch (const Error&) {
    Rollback();
    throw;
  }
}

std::vector<Result> Connection::ExecuteNext(const std::vector<Step>& steps) {
  if (!IsAlive()) {
    throw DatabaseUnavailable("the connection was lost within a transaction");
  }
  return ExecuteTogether(steps);
}

std::vector<Result> Connection::ExecuteTogether(const std::vector<Step>& steps) {
  PQenterPipelineMode(impl_->pg);
  std::vector<int> expected;
  int total = 0;
  for (const Step& step : steps) {
    expected.push_back(impl_->Send(step, settings_.keep_statements));
    total += expected.back();
  }
  PQpipelineSync(impl_->pg);
  std::vector<PgResult> raw = impl_->ReadAll(total);
  PQexitPipelineMode(impl_->pg);

  std::vector<Result> results;
  std::size_t next = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (int part = 0; part < expected[i]; ++part, ++next) {
      if (next >= raw.size() || !IsGood(raw[next].get())) {
        impl_->Forget(steps, expected, i);
        const PgFailure failure = next < raw.size() ? FailureOf(raw[next].get()) : PgFailure{};
        impl_->is_lost = failure.sqlstate.empty();
        throw ToError(failure, steps[i].sql);
      }
    }
    PgResult& last = raw[next - 1];
    const std::int64_t touched = TouchedBy(last.get());
    results.push_back({RowList(std::move(last)), touched});
  }
  return results;
}

void Connection::Commit(std::vector<Step> last) {
  if (!IsAlive()) {
    throw DatabaseUnavailable("the connection was lost before COMMIT");
  }
  if (PQtransactionStatus(impl_->pg) != PQTRANS_INTRANS) {
    Rollback();
    throw Error(ErrorCode::kInternal, "internal", "COMMIT after a failed statement");
  }
  last.push_back({kCommit});
  try {
    ExecuteTogether(last);
  } catch (const Error&) {
    Rollback();
    throw;
  }
}

void Connection::Rollback() noexcept {
  if (!InTransaction()) {
    return;
  }
  const PgResult result(PQexec(impl_->pg, "rollback"));
  if (InTransaction()) {
    impl_.reset();
  }
}

}  // namespace nexcyte::persistence
