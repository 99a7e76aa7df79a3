#ifndef NEXCYTE_TESTS_FCGI_OUTBOUND_CHILD_PROCESS_H_
#define NEXCYTE_TESTS_FCGI_OUTBOUND_CHILD_PROCESS_H_

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace nexcyte::fcgi {

// A program that runs beside the test; its standard output can be read. Killed and reaped at the
// end of the object's life.
class ChildProcess {
 public:
  // Throws std::runtime_error when it cannot be started.
  explicit ChildProcess(std::vector<std::string> words);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // The next line of its output; empty at the end.
  std::string Line();
  // The port at the end of the first line that begins with `prefix`. Throws std::runtime_error when
  // there is none.
  int PortAfter(const std::string& prefix);
  // Waits for its end; true when it succeeded.
  bool Wait();

 private:
  pid_t pid_ = -1;
  std::FILE* output_ = nullptr;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_TESTS_FCGI_OUTBOUND_CHILD_PROCESS_H_
