#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "fcgi/outbound/curl_client.h"
#include "tests/fcgi/outbound/child_process.h"
#include "tests/fcgi/outbound/curl_fixture.h"

namespace nexcyte::fcgi {
namespace {

namespace fs = std::filesystem;

// A folder of its own that goes away with it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = fs::temp_directory_path() / "nexcyte-tls-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("no scratch folder");
    }
    path_ = pattern;
  }
  ~ScratchFolder() { fs::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string File(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

// An HTTPS server with a certificate of its own for `name`.
class TlsServer {
 public:
  explicit TlsServer(const std::string& name) {
    ChildProcess maker({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test",
                        "-addext", "subjectAltName=" + name, "-keyout", folder_.File("key"), "-out",
                        certificate()});
    BOOST_REQUIRE(maker.Wait());
    server_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{"openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert",
                                 certificate(), "-key", folder_.File("key")});
    url_ = "https://127.0.0.1:" + std::to_string(server_->PortAfter("ACCEPT "));
  }

  std::string certificate() const { return folder_.File("certificate"); }
  const std::string& url() const { return url_; }

 private:
  ScratchFolder folder_;
  std::unique_ptr<ChildProcess> server_;
  std::string url_;
};

std::string Ask(const TlsServer& server, const std::string& ca_file) {
  CurlClient client(Library(), {{BaseUrl::Parse(server.url()).value()}, ca_file, 64, 48});
  HttpRequest request;
  request.url = server.url() + "/";
  const HttpResult result = client.Send(request);
  if (const auto* failure = std::get_if<HttpFailure>(&result)) {
    return std::string(ToString(failure->fault)) + (failure->nothing_sent ? ", nothing sent" : "");
  }
  return std::to_string(std::get<HttpAnswer>(result).status);
}

BOOST_AUTO_TEST_SUITE(TransportSecurity)

BOOST_AUTO_TEST_CASE(TalksToATrustedServer) {
  const TlsServer server("IP:127.0.0.1");
  BOOST_TEST(Ask(server, server.certificate()) == "200");
}

BOOST_AUTO_TEST_CASE(RefusesAnUnknownIssuer) {
  const TlsServer server("IP:127.0.0.1");
  BOOST_TEST(Ask(server, "") == "tls, nothing sent");
}

BOOST_AUTO_TEST_CASE(RefusesAnotherName) {
  const TlsServer server("DNS:api.cal.com");
  BOOST_TEST(Ask(server, server.certificate()) == "tls, nothing sent");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::fcgi
