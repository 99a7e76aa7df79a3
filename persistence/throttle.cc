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

// One row when a call was free: the calls of the last minute with this one.
constexpr char kTake[] = R"sql(
  insert into nx_rate_budget as b (account, calls)
  select :key, array[nx.now()] where :limit > 0
  on conflict (account) do update
     set calls = array(select c from unnest(b.calls) c
                        where c > nx.now() - interval '60 s' order by c) || nx.now()
   where (select count(*) from unnest(b.calls) c where c > nx.now() - interval '60 s') < :limit
  returning cardinality(calls))sql";

// Milliseconds until the call that stands in the way is a minute old.
constexpr char kWaitForCall[] = R"sql(
  select ceil(1000 * extract(epoch from c + interval '60 s' - nx.now()))::bigint
    from nx_rate_budget b, unnest(b.calls) c
   where b.account = :key and c > nx.now() - interval '60 s'
   order by c desc offset greatest(:limit::integer - 1, 0) limit 1)sql";

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

milliseconds PgRateBudget::Take(const std::string& key, int per_minute, int reserve) {
  const int limit = per_minute - reserve;
  const bool taken =
      Statement(session_, kTake).Bind("key", key).Bind("limit", limit).One<int>().has_value();
  if (taken) {
    return milliseconds{0};
  }
  const auto row =
      Statement(session_, kWaitForCall).Bind("key", key).Bind("limit", limit).One<std::int64_t>();
  return milliseconds{row ? std::max<std::int64_t>(std::get<0>(*row), 1) : 1000};
}

}  // namespace nexcyte::persistence
