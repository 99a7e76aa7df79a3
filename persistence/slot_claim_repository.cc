#include "persistence/slot_claim_repository.h"

#include <chrono>
#include <tuple>

#include "domain/slot_cache.h"

namespace nexcyte::persistence {

using domain::SlotClaim;

namespace {

// A row: it is taken. What the kept answers say of the start comes with it.
constexpr char kTake[] = R"sql(
  with taken as (
  insert into nx_scheduler_slot_claim as c (cal_event_type_id, start_at, kind, owner_id, expires_at)
  values (:cal_event_type_id, :start_at, :kind, :owner, :expires_at)
  on conflict on constraint nx_scheduler_slot_claim_pkey do update
     set kind = excluded.kind, owner_id = excluded.owner_id, expires_at = excluded.expires_at
   where (c.kind = 'hold' and (c.expires_at <= nx.now() or c.owner_id = :instead_of))
      or c.owner_id = excluded.owner_id
  returning start_at)
  select exists (
    select from nx.nx_slot_cache o
     where o.cal_event_type_id = :cal_event_type_id
       and o.range_start <= start_at and o.range_end > start_at
       and o.offered_at > nx.now() - make_interval(secs => :offer_life)
       and jsonb_path_exists(o.slots, '$[*] ? (@[0] == $start)',
                             jsonb_build_object('start', extract(epoch from start_at))))
    from taken)sql";

constexpr char kFree[] = R"sql(
  delete from nx_scheduler_slot_claim
   where tenant_id = nx.tenant_id() and cal_event_type_id = :cal_event_type_id
     and start_at = :start_at and owner_id = :owner)sql";

constexpr char kListTaken[] = R"sql(
  select cal_event_type_id, start_at, kind = 'hold', owner_id, coalesce(expires_at, start_at)
    from nx_scheduler_slot_claim
   where tenant_id = nx.tenant_id() and cal_event_type_id = :cal_event_type_id
     and start_at >= :range_start and start_at < :range_end
     and (kind = 'booking' or expires_at > nx.now())
   order by start_at)sql";

}  // namespace

domain::SlotTaking PgSlotClaimRepository::Take(
    const SlotClaim& claim, const std::optional<domain::ReservationId>& instead_of) {
  const auto row =
      Statement(session_, kTake)
          .Bind("cal_event_type_id", claim.cal_event_type_id)
          .Bind("start_at", claim.start)
          .Bind("kind", claim.is_hold ? "hold" : "booking")
          .Bind("owner", claim.owner)
          .Bind("expires_at", claim.is_hold ? std::optional(claim.expires_at) : std::nullopt)
          .Bind("instead_of", instead_of)
          .Bind("offer_life", std::chrono::seconds(domain::kSlotOfferLife).count())
          .One<bool>();
  return {.is_taken = row.has_value(), .was_offered = row && std::get<0>(*row)};
}

void PgSlotClaimRepository::Free(domain::CalEventTypeId cal_event_type_id, domain::Timestamp start,
                                 const std::string& owner) {
  Statement(session_, kFree)
      .Bind("cal_event_type_id", cal_event_type_id)
      .Bind("start_at", start)
      .Bind("owner", owner)
      .Queue();
}

std::vector<SlotClaim> PgSlotClaimRepository::ListTaken(domain::CalEventTypeId cal_event_type_id,
                                                        const domain::TimeRange& range) {
  std::vector<SlotClaim> taken;
  for (const Row cells : Statement(session_, kListTaken)
                             .Bind("cal_event_type_id", cal_event_type_id)
                             .Bind("range_start", range.start)
                             .Bind("range_end", range.end)
                             .Rows(5)) {
    RowReader row(cells);
    SlotClaim& claim = taken.emplace_back();
    claim.cal_event_type_id = row.Next<domain::CalEventTypeId>();
    claim.start = row.Next<domain::Timestamp>();
    claim.is_hold = row.Next<bool>();
    claim.owner = row.Next<std::string>();
    claim.expires_at = row.Next<domain::Timestamp>();
  }
  return taken;
}

}  // namespace nexcyte::persistence
