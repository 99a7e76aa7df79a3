#include "persistence/slot_cache.h"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <iterator>
#include <tuple>

#include "persistence/statement.h"

namespace nexcyte::persistence {

using domain::Slot;
using domain::SlotKey;
using domain::Timestamp;

namespace {

constexpr char kFind[] = R"sql(
  select slots from nx.nx_slot_cache
   where cal_event_type_id = :type and range_start = :range_start and range_end = :range_end
     and fetched_at > nx.now() - make_interval(secs => :age))sql";

// The ticket is the instant until which it holds.
constexpr char kClaim[] = R"sql(
  insert into nx.nx_slot_cache as c (cal_event_type_id, range_start, range_end, asked_until)
  values (:type, :range_start, :range_end, nx.now() + make_interval(secs => :asking))
  on conflict (cal_event_type_id, range_start, range_end) do update
     set asked_until = excluded.asked_until
   where (c.asked_until is null or c.asked_until <= nx.now())
     and (c.fetched_at is null or c.fetched_at <= nx.now() - make_interval(secs => :age))
  returning asked_until::text)sql";

constexpr char kPut[] = R"sql(
  update nx.nx_slot_cache 
     set slots = :slots, fetched_at = nx.now(), offered_at = nx.now(), asked_until = null
   where cal_event_type_id = :type and range_start = :range_start and range_end = :range_end
     and asked_until = :ticket)sql";

constexpr char kGiveBack[] = R"sql(
  update nx.nx_slot_cache set asked_until = null
   where cal_event_type_id = :type and range_start = :range_start and range_end = :range_end
     and asked_until = :ticket)sql";

// True no more; what is offered at all it still tells.
constexpr char kForget[] = R"sql(
  update nx.nx_slot_cache set fetched_at = null, asked_until = null
   where cal_event_type_id = :type)sql";

// What nobody has asked for lately; a few each time.
constexpr char kSweep[] = R"sql(
  delete from nx.nx_slot_cache
   where (cal_event_type_id, range_start, range_end) in (
     select cal_event_type_id, range_start, range_end from nx.nx_slot_cache
      where offered_at < nx.now() - make_interval(secs => :life) limit 20
        for update skip locked))sql";

Statement& BindKey(Statement& statement, const SlotKey& key) {
  return statement.Bind("type", key.event_type_id)
      .Bind("range_start", key.range.start)
      .Bind("range_end", key.range.end);
}

std::int64_t SecondsOf(Timestamp at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

Timestamp AtSecond(const boost::json::value& number) {
  return Timestamp(std::chrono::seconds(number.to_number<std::int64_t>()));
}

// Pairs of seconds: [[1795514400,1795516200],...].
std::string ToJson(const std::vector<Slot>& slots) {
  std::string text = "[";
  for (const Slot& slot : slots) {
    fmt::format_to(std::back_inserter(text), "{}[{},{}]", text.size() == 1 ? "" : ",",
                   SecondsOf(slot.start), SecondsOf(slot.end));
  }
  return text + "]";
}

std::vector<Slot> ReadSlots(const std::string& text) {
  const boost::json::value parsed = boost::json::parse(text);
  std::vector<Slot> slots;
  for (const boost::json::value& pair : parsed.as_array()) {
    slots.push_back({.start = AtSecond(pair.at(0)), .end = AtSecond(pair.at(1))});
  }
  return slots;
}

}  // namespace

std::optional<std::vector<Slot>> PgSlotCache::Find(const SlotKey& key, std::chrono::seconds age) {
  Statement statement(session_, kFind);
  const auto row = BindKey(statement, key).Bind("age", age.count()).One<std::string>();
  return row ? std::optional(ReadSlots(std::get<0>(*row))) : std::nullopt;
}

std::optional<std::string> PgSlotCache::Claim(const SlotKey& key, std::chrono::seconds age) {
  Statement statement(session_, kClaim);
  auto row = BindKey(statement, key)
                 .Bind("asking", domain::kSlotAsking.count())
                 .Bind("age", age.count())
                 .One<std::string>();
  return row ? std::optional(std::get<0>(*std::move(row))) : std::nullopt;
}

void PgSlotCache::Put(const SlotKey& key, const std::string& ticket,
                      const std::vector<Slot>& slots) {
  Statement statement(session_, kPut);
  BindKey(statement, key).Bind("ticket", ticket).Bind("slots", ToJson(slots)).Run();
  Statement(session_, kSweep)
      .Bind("life", std::chrono::seconds(domain::kSlotOfferLife).count())
      .Run();
}

void PgSlotCache::GiveBack(const SlotKey& key, const std::string& ticket) {
  Statement statement(session_, kGiveBack);
  BindKey(statement, key).Bind("ticket", ticket).Run();
}

void PgSlotCache::Forget(domain::CalEventTypeId event_type_id) {
  Statement(session_, kForget).Bind("type", event_type_id).Run();
}

}  // namespace nexcyte::persistence
