#include "tests/fcgi/outbound/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

extern char** environ;

namespace nexcyte::fcgi {

ChildProcess::ChildProcess(std::vector<std::string> words) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  // A test that crashes takes its child along.
  words.insert(words.begin(), {"setpriv", "--pdeathsig", "KILL", "--"});
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  const int failed =
      ::posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    ::close(ends[0]);
    throw std::runtime_error("cannot start " + words.back());
  }
  output_ = ::fdopen(ends[0], "r");
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    Wait();
  }
  std::fclose(output_);
}

std::string ChildProcess::Line() {
  char line[512];
  return std::fgets(line, sizeof(line), output_) == nullptr ? std::string() : std::string(line);
}

int ChildProcess::PortAfter(const std::string& prefix) {
  for (std::string line = Line(); !line.empty(); line = Line()) {
    if (line.starts_with(prefix)) {
      return std::stoi(line.substr(line.rfind(':') + 1));
    }
  }
  throw std::runtime_error("no line begins with " + prefix);
}

bool ChildProcess::Wait() {
  int status = 0;
  const bool ended = ::waitpid(pid_, &status, 0) == pid_;
  pid_ = -1;
  return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace nexcyte::fcgi
