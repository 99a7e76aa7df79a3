#include "tests/support/pg.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace nexcyte::testing {

namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (value == nullptr) {
    throw std::runtime_error(std::string(name) + " is not set: run this under ./dev with-db");
  }
  return value;
}

std::string Sqlstate(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? "08000" : state;
}

PgResult Read(PGresult* raw) {
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(raw, &PQclear);
  PgResult out;
  const ExecStatusType status = PQresultStatus(raw);
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
    out.sqlstate = Sqlstate(raw);
    out.message = PQresultErrorMessage(raw);
    return out;
  }
  out.touched = std::atoi(PQcmdTuples(raw));
  for (int row = 0; row < PQntuples(raw); ++row) {
    auto& cells = out.rows.emplace_back();
    for (int column = 0; column < PQnfields(raw); ++column) {
      cells.push_back(PQgetisnull(raw, row, column) != 0
                          ? std::nullopt
                          : std::optional<std::string>(PQgetvalue(raw, row, column)));
    }
  }
  return out;
}

// Not by a check of Boost.Test, which knows one thread alone.
PgResult OrFail(PgResult result, const std::string& sql) {
  if (!result.ok()) {
    throw std::runtime_error(result.sqlstate + " " + result.message + " in: " + sql);
  }
  return result;
}

}  // namespace

Pg::Pg(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
  if (PQstatus(connection_) != CONNECTION_OK) {
    const std::string why = PQerrorMessage(connection_);
    PQfinish(connection_);
    throw std::runtime_error(why);
  }
  PQsetNoticeProcessor(
      connection_, [](void*, const char*) {}, nullptr);
}

Pg::~Pg() { PQfinish(connection_); }

PgResult Pg::Try(const std::string& sql) { return Read(PQexec(connection_, sql.c_str())); }

PgResult Pg::Try(const std::string& sql, const std::vector<std::string>& values) {
  std::vector<const char*> raw;
  for (const std::string& value : values) {
    raw.push_back(value.c_str());
  }
  return Read(PQexecParams(connection_, sql.c_str(), static_cast<int>(raw.size()), nullptr,
                           raw.data(), nullptr, nullptr, 0));
}

PgResult Pg::Run(const std::string& sql) { return OrFail(Try(sql), sql); }

PgResult Pg::Run(const std::string& sql, const std::vector<std::string>& values) {
  return OrFail(Try(sql, values), sql);
}

std::string Pg::Text(const std::string& sql, const std::vector<std::string>& values) {
  const PgResult result = values.empty() ? Run(sql) : Run(sql, values);
  if (result.rows.size() != 1 || result.rows[0].size() != 1) {
    throw std::runtime_error("not one value: " + sql);
  }
  return result.rows[0][0].value_or("");
}

std::string AppUrl() { return Environment("DATABASE_URL"); }
std::string DispatchUrl() { return Environment("NEXCYTE_DISPATCH_DATABASE_URL"); }
std::string OwnerUrl() { return Environment("NEXCYTE_OWNER_DATABASE_URL"); }
std::string SuperuserUrl() { return Environment("NX_TEST_SUPERUSER_URL"); }

std::string ReadSource(const std::string& path) {
  std::ifstream file(std::string(NX_SOURCE_DIR) + "/" + path);
  if (!file) {
    throw std::runtime_error("cannot read " + path);
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace nexcyte::testing
