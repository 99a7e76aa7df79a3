#ifndef NEXCYTE_DOMAIN_UPKEEP_H_
#define NEXCYTE_DOMAIN_UPKEEP_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace nexcyte::domain {

// Rows of one kind that had served their time.
struct Purged {
  std::string what;
  std::int64_t rows = 0;
};

struct ProviderPause {
  std::string channel;
  std::string reason;
};

// The outbox at a glance, for the metrics.
struct OutboxFigures {
  std::chrono::seconds oldest_due{0};  // how long the oldest row has been due
  std::int64_t due = 0;                // counted up to 10,000
  std::int64_t uncertain = 0;          // counted up to 10,000
  std::int64_t dead_lately = 0;        // within 24 hours; counted up to 10,000
  std::vector<ProviderPause> pauses;
};

// Housekeeping across tenants: the dispatcher's database role. One thread at a time.
class Upkeep {
 public:
  virtual ~Upkeep() = default;
  // Removes what has served its time, a bounded number of rows of each kind. Does nothing when that
  // was done within the hour, unless there was more then, or while another caller is at it.
  virtual std::vector<Purged> Purge() = 0;
  virtual OutboxFigures Figures() = 0;
  // Notes that messages are sent out: for those who wonder whether they are.
  virtual void NoteDispatch() = 0;
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_UPKEEP_H_
