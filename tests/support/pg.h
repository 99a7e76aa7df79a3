#ifndef NEXCYTE_TESTS_SUPPORT_PG_H_
#define NEXCYTE_TESTS_SUPPORT_PG_H_

#include <optional>
#include <string>
#include <vector>

struct pg_conn;

namespace nexcyte::testing {

// What a statement gave: its SQLSTATE ("00000" when it went well), its rows as text (NULL: nothing)
// and how many rows it touched.
struct PgResult {
  std::string sqlstate = "00000";
  std::string message;
  std::vector<std::vector<std::optional<std::string>>> rows;
  int touched = 0;

  bool ok() const { return sqlstate == "00000"; }
};

// A plain connection for arranging and looking, beside the code under test.
class Pg {
 public:
  // Fails the test run with a plain sentence when the server does not answer.
  explicit Pg(const std::string& url);
  ~Pg();
  Pg(const Pg&) = delete;
  Pg& operator=(const Pg&) = delete;

  // Any SQL, several statements too; the result is the last one's, or that of the first failure.
  PgResult Try(const std::string& sql);
  // The same with $1, $2 ... bound.
  PgResult Try(const std::string& sql, const std::vector<std::string>& values);
  // The same, but a failure throws, and so ends the test case. From any thread.
  PgResult Run(const std::string& sql);
  PgResult Run(const std::string& sql, const std::vector<std::string>& values);
  // The only column of the only row.
  std::string Text(const std::string& sql, const std::vector<std::string>& values = {});

 private:
  pg_conn* connection_;
};

// The databases of `./dev with-db`, from the environment; absent: std::runtime_error that says so.
std::string AppUrl();        // nx_app
std::string DispatchUrl();   // nx_dispatch
std::string OwnerUrl();      // nx_owner
std::string SuperuserUrl();  // postgres

// The text of a file of the source tree.
std::string ReadSource(const std::string& path);

}  // namespace nexcyte::testing

#endif  // NEXCYTE_TESTS_SUPPORT_PG_H_
