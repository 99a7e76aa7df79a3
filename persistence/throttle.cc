#include "persistence/throttle.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>

#include "persistence/statement.h"

namespace nexcyte::persistence {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// Counts, unless the bucket is blocked: then no row comes back. A bucket that was quiet for the
// window starts anew.
constexpr char kHit[] = R"sql(
  insert into nx_throttle as t (bucket, hits, blocked_until)
  values (:key, 1, case when :free <= 1 then nx.now() + interval '1 s' end)
  on conflict (bucket) do update
     set (hits, last_hit_at, blocked_until) = (
       select n.hits, nx.now(),
              case when n.hits >= :free then
                nx.now() + make_interval(secs => least(300, 2 ^ least(n.hits - :free, 20))) end
         from (select case when t.last_hit_at <= nx.now() - make_interval(secs => :window) then 1
                           else t.hits + 1 end as hits) n)
   where t.blocked_until is null or t.blocked_until <= nx.now()
  returning hits)sql";

constexpr char kWait[] = R"sql(
  select ceil(extract(epoch from blocked_until - nx.now()))::bigint from nx_throttle
   where bucket = :key)sql";

constexpr char kForget[] = "delete from nx_throttle where bucket = :key";

// One row when a call may be made: the calls of the last minute with this one. One that is let
// through in spite of failures closes the gate behind it. A pause that seems longer than any was
// begun by a clock that has been set back since.
constexpr char kAsk[] = R"sql(
  insert into nx_rate_budget as b (account, calls)
  select :key, array[nx.now()] where :limit > 0
  on conflict (account) do update
     set calls = array(select c from unnest(b.calls) c
                        where c > nx.now() - interval '60 s' order by c) || nx.now(),
         failing_until = nx.now() + make_interval(secs => :pause)
   where (select count(*) from unnest(b.calls) c where c > nx.now() - interval '60 s') < :limit
     and b.limited_until <= nx.now()
     and (b.failures < :most or b.failing_until <= nx.now()
          or b.failing_until > nx.now() + make_interval(secs => :pause))
  returning failures)sql";

// Why not, and the milliseconds to wait: until the call that stands in the way is a minute old.
constexpr char kWhyNot[] = R"sql(
  select case when b.limited_until > nx.now() then 'limited'
              when b.failures >= :most and b.failing_until > nx.now() then 'failing'
              else 'used_up' end,
         ceil(1000 * extract(epoch from case
           when b.limited_until > nx.now() then b.limited_until
           when b.failures >= :most and b.failing_until > nx.now() then b.failing_until
           else (select c + interval '60 s' from unnest(b.calls) c
                  where c > nx.now() - interval '60 s'
                  order by c desc offset greatest(:limit::integer - 1, 0) limit 1)
           end - nx.now()))::bigint
    from nx_rate_budget b where b.account = :key)sql";

constexpr char kSucceeded[] = R"sql(
  update nx_rate_budget set failures = 0 where account = :key and failures > 0)sql";

constexpr char kFailed[] = R"sql(
  insert into nx_rate_budget as b (account, failures, failing_until)
  values (:key, 1, nx.now() + make_interval(secs => :pause))
  on conflict (account) do update
     set failures = b.failures + 1, failing_until = excluded.failing_until)sql";

constexpr char kRateLimited[] = R"sql(
  insert into nx_rate_budget as b (account, limited_until)
  values (:key, nx.now() + make_interval(secs => :wait))
  on conflict (account) do update set limited_until = excluded.limited_until)sql";

domain::CallGate::Reason ReadReason(const std::string& word) {
  using Reason = domain::CallGate::Reason;
  if (word == "limited") {
    return Reason::kRateLimited;
  }
  return word == "failing" ? Reason::kFailing : Reason::kUsedUp;
}

}  // namespace

seconds PgThrottle::Hit(const std::string& key, int free_tries, seconds window) {
  const bool counted = Statement(session_, kHit)
                           .Bind("key", key)
                           .Bind("free", free_tries)
                           .Bind("window", window.count())
                           .One<int>()
                           .has_value();
  return counted ? seconds{0} : std::max(Wait(key), seconds{1});
}

seconds PgThrottle::Wait(const std::string& key) {
  const auto row = Statement(session_, kWait).Bind("key", key).One<std::optional<std::int64_t>>();
  const std::int64_t rest = row ? std::get<0>(*row).value_or(0) : 0;
  return seconds{std::max<std::int64_t>(rest, 0)};
}

void PgThrottle::Forget(const std::string& key) {
  Statement(session_, kForget).Bind("key", key).Run();
}

domain::CallGate::Verdict PgCallGate::Ask(const std::string& key, int per_minute, int reserve) {
  const int limit = per_minute - reserve;
  const auto taken = Statement(session_, kAsk)
                         .Bind("key", key)
                         .Bind("limit", limit)
                         .Bind("most", kFailures)
                         .Bind("pause", kPause.count())
                         .One<int>();
  if (taken) {
    return {.reason = Reason::kOpen, .wait = {}, .failed_before = std::get<0>(*taken) > 0};
  }
  const auto row = Statement(session_, kWhyNot)
                       .Bind("key", key)
                       .Bind("limit", limit)
                       .Bind("most", kFailures)
                       .One<std::string, std::optional<std::int64_t>>();
  if (!row) {
    return {.reason = Reason::kUsedUp, .wait = seconds{1}, .failed_before = false};
  }
  const auto& [reason, wait] = *row;
  return {.reason = ReadReason(reason),
          .wait = milliseconds{std::max<std::int64_t>(wait.value_or(0), 1)},
          .failed_before = false};
}

void PgCallGate::Succeeded(const std::string& key) {
  Statement(session_, kSucceeded).Bind("key", key).Run();
}

void PgCallGate::Failed(const std::string& key) {
  Statement(session_, kFailed).Bind("key", key).Bind("pause", kPause.count()).Run();
}

void PgCallGate::RateLimited(const std::string& key, seconds wait) {
  Statement(session_, kRateLimited).Bind("key", key).Bind("wait", wait.count()).Run();
}

}  // namespace nexcyte::persistence
