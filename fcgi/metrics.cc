#include "fcgi/metrics.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <system_error>
#include <utility>

namespace nexcyte::fcgi {
namespace {

// Upper bounds in microseconds; what is over the last one counts in +Inf alone.
constexpr std::array<std::int64_t, 10> kBounds = {
    1'000, 5'000, 10'000, 25'000, 50'000, 100'000, 500'000, 2'000'000, 8'000'000, 30'000'000};

using Counter = std::atomic<std::uint64_t>;
static_assert(Counter::is_always_lock_free);  // or it would not work between processes

void AddGauge(std::string& out, std::string_view name, std::string_view help, std::int64_t value) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help,
                 value);
}

// Our words for reasons hold no quotes; what else they hold must not break the line.
std::string LabelValue(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '"' || c == '\\' || c < ' '; }, '_');
  return text;
}

double Seconds(std::uint64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

}  // namespace

struct Metrics::RouteCounters {
  std::array<Counter, 5> classes;                     // 1xx to 5xx
  std::array<Counter, kBounds.size() + 1> durations;  // each in its own bucket only
  Counter total_microseconds;
};

Metrics::Metrics(std::string pool, std::vector<std::string> routes)
    : pool_(std::move(pool)), routes_(std::move(routes)) {
  routes_.emplace_back("none");
  void* const memory = mmap(nullptr, routes_.size() * sizeof(RouteCounters), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    throw std::system_error(errno, std::generic_category(), "mmap");
  }
  counters_ = static_cast<RouteCounters*>(memory);
  std::uninitialized_value_construct_n(counters_, routes_.size());
}

Metrics::~Metrics() { munmap(counters_, routes_.size() * sizeof(RouteCounters)); }

void Metrics::Count(std::size_t route, int status, std::chrono::microseconds took) {
  RouteCounters& counters = counters_[std::min(route, routes_.size() - 1)];
  const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
  const std::int64_t microseconds = std::max<std::int64_t>(took.count(), 0);
  const auto bucket =
      static_cast<std::size_t>(std::ranges::lower_bound(kBounds, microseconds) - kBounds.begin());
  counters.classes.at(status_class).fetch_add(1, std::memory_order_relaxed);
  counters.durations.at(bucket).fetch_add(1, std::memory_order_relaxed);
  counters.total_microseconds.fetch_add(static_cast<std::uint64_t>(microseconds),
                                        std::memory_order_relaxed);
}

std::string Metrics::Render() const {
  std::string requests =
      "# HELP nexcyte_requests_total Requests answered.\n"
      "# TYPE nexcyte_requests_total counter\n";
  std::string seconds =
      "# HELP nexcyte_request_seconds Time from the request's arrival to its answer.\n"
      "# TYPE nexcyte_request_seconds histogram\n";
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const std::string labels = fmt::format(R"(pool="{}",route="{}")", pool_, routes_[i]);
    RenderRequests(counters_[i], labels, requests);
    RenderSeconds(counters_[i], labels, seconds);
  }
  return requests + seconds;
}

void Metrics::RenderRequests(const RouteCounters& counters, const std::string& labels,
                             std::string& out) {
  for (std::size_t i = 0; i < counters.classes.size(); ++i) {
    if (const std::uint64_t count = counters.classes.at(i).load(); count > 0) {
      fmt::format_to(std::back_inserter(out), "nexcyte_requests_total{{{},class=\"{}xx\"}} {}\n",
                     labels, i + 1, count);
    }
  }
}

void Metrics::RenderSeconds(const RouteCounters& counters, const std::string& labels,
                            std::string& out) {
  std::string buckets;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < counters.durations.size(); ++i) {
    count += counters.durations.at(i).load();
    const std::string bound =
        i < kBounds.size() ? fmt::format("{}", static_cast<double>(kBounds.at(i)) / 1e6) : "+Inf";
    fmt::format_to(std::back_inserter(buckets),
                   "nexcyte_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, bound, count);
  }
  if (count > 0) {
    fmt::format_to(std::back_inserter(out),
                   "{0}nexcyte_request_seconds_sum{{{1}}} {2:.6f}\n"
                   "nexcyte_request_seconds_count{{{1}}} {3}\n",
                   buckets, labels, Seconds(counters.total_microseconds.load()), count);
  }
}

std::string RenderOutbox(const domain::OutboxFigures& figures) {
  std::string out;
  AddGauge(out, "nexcyte_outbox_oldest_due_seconds", "How long the oldest message has been due.",
           figures.oldest_due.count());
  AddGauge(out, "nexcyte_outbox_due", "Messages that are due; counted up to 10000.", figures.due);
  AddGauge(out, "nexcyte_outbox_uncertain",
           "Messages that may or may not have been accepted; counted up to 10000.",
           figures.uncertain);
  AddGauge(out, "nexcyte_outbox_dead_24h",
           "Messages given up within 24 hours; counted up to 10000.", figures.dead_lately);
  out +=
      "# HELP nexcyte_provider_paused Accounts that are left alone now.\n"
      "# TYPE nexcyte_provider_paused gauge\n";
  for (const domain::ProviderPause& pause : figures.pauses) {
    fmt::format_to(std::back_inserter(out),
                   "nexcyte_provider_paused{{channel=\"{}\",reason=\"{}\"}} 1\n", pause.channel,
                   LabelValue(pause.reason));
  }
  return out;
}

}  // namespace nexcyte::fcgi
