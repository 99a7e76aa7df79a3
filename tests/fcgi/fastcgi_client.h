#ifndef NEXCYTE_TESTS_FCGI_FASTCGI_CLIENT_H_
#define NEXCYTE_TESTS_FCGI_FASTCGI_CLIENT_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fcgi/unique_fd.h"

namespace nexcyte::tests {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// What the web server would get.
struct CgiAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // lower-case names
  std::string body;
};

// Records of the FastCGI specification, section 3.3.
std::string BeginRecord(bool keep);
std::string ParameterRecords(const Parameters& parameters);  // ends with the empty record
std::string StdinRecords(std::string_view body);             // ends with the empty record

// What nginx/fastcgi_params sends for a request, changed and added to by `more`; a parameter whose
// value in `more` is empty is left out.
Parameters UsualParameters(const std::string& method, const std::string& path,
                           const Parameters& more = {});

// One connection of a web server to the workers; blocks for at most five seconds.
class FastCgiClient {
 public:
  explicit FastCgiClient(const std::string& socket_path);

  // The whole request; nothing when the connection ended before the answer did.
  std::optional<CgiAnswer> Get(const std::string& path, bool keep = true);
  std::optional<CgiAnswer> Post(const std::string& path, const std::string& body, bool keep = true);
  std::optional<CgiAnswer> Ask(const Parameters& parameters, const std::string& body, bool keep);

  // False when the other side has gone.
  bool Send(std::string_view bytes);
  // Half a connection: everything is sent.
  void EndSending();
  // The next answer, up to its end record.
  std::optional<CgiAnswer> Receive();
  // True when the other side closes within five seconds and sends nothing before.
  bool IsClosed();

 private:
  bool ReadExactly(std::size_t size, std::string* into);

  fcgi::UniqueFd fd_;
};

}  // namespace nexcyte::tests

#endif  // NEXCYTE_TESTS_FCGI_FASTCGI_CLIENT_H_
