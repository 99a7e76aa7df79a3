#ifndef NEXCYTE_FCGI_WAKE_LOOP_H_
#define NEXCYTE_FCGI_WAKE_LOOP_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "fcgi/unique_fd.h"

namespace nexcyte::fcgi {

// A thread that works whenever the database rings a channel, so that nobody waits for the timer.
// The timer stays the safety net: it also brings what becomes due later.
class WakeLoop {
 public:
  // What the thread owns.
  class Work {
   public:
    virtual ~Work() = default;
    // One round; answers how many items it took. May throw: that is logged, and the loop goes on.
    virtual int Run() = 0;
  };
  using MakeWork = std::function<std::unique_ptr<Work>()>;

  // Starts the thread. `channel`: of NOTIFY, and the name in the log. `make` is called in it, once.
  WakeLoop(std::string database_url, std::string channel, MakeWork make);
  // Waits for the round that is under way.
  ~WakeLoop();
  WakeLoop(const WakeLoop&) = delete;
  WakeLoop& operator=(const WakeLoop&) = delete;

 private:
  void Listen(const std::string& database_url, const std::string& channel, const MakeWork& make);
  bool IsStopped() const;

  UniqueFd stop_;
  std::thread thread_;
};

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_WAKE_LOOP_H_
