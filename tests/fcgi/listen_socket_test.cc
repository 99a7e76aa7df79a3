#include "fcgi/listen_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/fcgi/fastcgi_client.h"
#include "tests/fcgi/temporary_folder.h"

namespace nexcyte::tests {
namespace {

using fcgi::BindSocket;
using fcgi::UniqueFd;

BOOST_AUTO_TEST_SUITE(ListenSocket)

BOOST_FIXTURE_TEST_CASE(LetsOwnerAndGroupIn, TemporaryFolder) {
  const std::string path = *this / "s";
  const UniqueFd fd = BindSocket(path, "");
  struct stat status {};
  BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777) == 0660U);
  BOOST_CHECK_NO_THROW(FastCgiClient{path});
}

BOOST_FIXTURE_TEST_CASE(ReplacesWhatNobodyListensOn, TemporaryFolder) {
  const std::string path = *this / "s";
  { const UniqueFd dead = BindSocket(path, ""); }
  BOOST_REQUIRE(std::filesystem::exists(path));
  const UniqueFd fd = BindSocket(path, "");
  BOOST_CHECK_NO_THROW(FastCgiClient{path});
}

BOOST_FIXTURE_TEST_CASE(LeavesALiveOneAlone, TemporaryFolder) {
  const std::string path = *this / "s";
  const UniqueFd fd = BindSocket(path, "");
  BOOST_CHECK_THROW(BindSocket(path, ""), std::runtime_error);
  BOOST_CHECK_NO_THROW(FastCgiClient{path});
}

BOOST_FIXTURE_TEST_CASE(LeavesOtherFilesAlone, TemporaryFolder) {
  const std::string path = *this / "s";
  std::ofstream(path) << "text";
  BOOST_CHECK_THROW(BindSocket(path, ""), std::runtime_error);
  BOOST_TEST(std::filesystem::file_size(path) == 4U);
}

BOOST_FIXTURE_TEST_CASE(RefusesUnknownGroup, TemporaryFolder) {
  BOOST_CHECK_THROW(BindSocket(*this / "s", "no-such-group"), std::runtime_error);
}

BOOST_FIXTURE_TEST_CASE(RefusesPathsThatDoNotFit, TemporaryFolder) {
  BOOST_CHECK_THROW(BindSocket(*this / std::string(120, 'x'), ""), std::runtime_error);
  BOOST_CHECK_THROW(BindSocket("", ""), std::runtime_error);
  BOOST_CHECK_THROW(BindSocket(*this / "no/folder", ""), std::runtime_error);
}

// Descriptor 0 is the test's own; it is put back.
BOOST_FIXTURE_TEST_CASE(IsInheritedAsDescriptorZero, TemporaryFolder) {
  const UniqueFd saved(dup(STDIN_FILENO));
  const UniqueFd fd = BindSocket(*this / "s", "");
  dup2(fd.get(), STDIN_FILENO);
  UniqueFd inherited = fcgi::InheritSocket();
  BOOST_TEST(inherited.release() == STDIN_FILENO);
  const UniqueFd connected(socket(AF_UNIX, SOCK_STREAM, 0));
  dup2(connected.get(), STDIN_FILENO);
  BOOST_CHECK_THROW(fcgi::InheritSocket(), std::runtime_error);
  dup2(saved.get(), STDIN_FILENO);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
