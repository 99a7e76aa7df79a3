#ifndef NEXCYTE_FCGI_DISPATCH_LOOP_H_
#define NEXCYTE_FCGI_DISPATCH_LOOP_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "fcgi/unique_fd.h"

namespace nexcyte::fcgi {

// A thread that dispatches whenever messages were committed, so that nobody waits for the timer.
// The timer stays the safety net: it also brings what becomes due later.
class DispatchLoop {
 public:
  // What the thread owns.
  class Work {
   public:
    virtual ~Work() = default;
    // One dispatch; answers how many messages it claimed. May throw: that is logged, and the loop
    // goes on.
    virtual int Dispatch() = 0;
  };
  using MakeWork = std::function<std::unique_ptr<Work>()>;

  // Starts the thread. `make` is called in it, once.
  DispatchLoop(std::string database_url, MakeWork make);
  // Waits for the dispatch that is under way.
  ~DispatchLoop();
  DispatchLoop(const DispatchLoop&) = delete;
  DispatchLoop& operator=(const DispatchLoop&) = delete;

 private:
  void Run(const std::string& database_url, const MakeWork& make);
  bool IsStopped() const;

  UniqueFd stop_;
  std::thread thread_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_DISPATCH_LOOP_H_
