#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "fcgi/outbound/curl_client.h"

extern char** environ;

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

// A child process whose standard output is read; killed and reaped at the end.
class Child {
 public:
  explicit Child(std::vector<std::string> words) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
      throw std::runtime_error("no pipe");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (std::string& word : words) {
      arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const int failed =
        ::posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    output_ = ::fdopen(ends[0], "r");
    if (failed != 0) {
      throw std::runtime_error("cannot start " + words[0]);
    }
  }
  ~Child() {
    ::kill(pid_, SIGKILL);
    Wait();
    std::fclose(output_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The next line of its output; empty at the end.
  std::string Line() {
    char line[512];
    return std::fgets(line, sizeof(line), output_) == nullptr ? std::string() : std::string(line);
  }
  int Wait() {
    int status = 0;
    return ::waitpid(pid_, &status, 0) == pid_ ? status : -1;
  }

 private:
  pid_t pid_ = -1;
  std::FILE* output_ = nullptr;
};

// An HTTPS server with a certificate of its own for `name`.
class TlsServer {
 public:
  explicit TlsServer(const std::string& name) {
    const int made =
        Child({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
               "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=" + name,
               "-keyout", folder_.File("key"), "-out", certificate()})
            .Wait();
    BOOST_REQUIRE(made == 0);
    server_ = std::make_unique<Child>(
        std::vector<std::string>{"openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert",
                                 certificate(), "-key", folder_.File("key")});
    for (std::string line = server_->Line(); !line.empty(); line = server_->Line()) {
      if (line.starts_with("ACCEPT ")) {
        url_ = "https://127.0.0.1:" + std::to_string(std::stoi(line.substr(line.rfind(':') + 1)));
        return;
      }
    }
    BOOST_FAIL("the TLS server did not start");
  }

  std::string certificate() const { return folder_.File("certificate"); }
  const std::string& url() const { return url_; }

 private:
  ScratchFolder folder_;
  std::unique_ptr<Child> server_;
  std::string url_;
};

std::string Ask(const TlsServer& server, const std::string& ca_file) {
  static const CurlLibrary library;
  CurlClient client(library, {{BaseUrl::Parse(server.url()).value()}, ca_file, 64, 48});
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
