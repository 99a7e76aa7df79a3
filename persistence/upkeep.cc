#include "persistence/upkeep.h"

#include <string>

#include "persistence/statement.h"

namespace nexcyte::persistence {
namespace {

// Of each kind, so that a call stays far below the role's statement limit.
constexpr int kRowsAtOnce = 5000;

constexpr char kPurge[] = "select what, removed from nx.purge(:rows, interval '1 hour')";

constexpr char kFigures[] =
    "select oldest_due_seconds, due, uncertain, dead_lately from nx.outbox_figures()";

constexpr char kPauses[] = "select channel, reason from nx.provider_pauses() order by channel";

constexpr char kNoteDispatch[] = R"sql(
  insert into nx.nx_heartbeat (what) values ('dispatch')
  on conflict (what) do update set at = nx.now())sql";
constexpr std::chrono::seconds kNoteEvery{5};

}  // namespace

std::vector<domain::Purged> PgUpkeep::Purge() {
  std::vector<domain::Purged> purged;
  for (auto& [what, rows] :
       Statement(session_, kPurge).Bind("rows", kRowsAtOnce).All<std::string, std::int64_t>()) {
    purged.push_back({what, rows});
  }
  return purged;
}

domain::OutboxFigures PgUpkeep::Figures() {
  const auto [oldest, due, uncertain, dead] =
      Statement(session_, kFigures)
          .One<std::int64_t, std::int64_t, std::int64_t, std::int64_t>()
          .value();
  domain::OutboxFigures figures{std::chrono::seconds(oldest), due, uncertain, dead, {}};
  for (auto& [channel, reason] : Statement(session_, kPauses).All<std::string, std::string>()) {
    figures.pauses.push_back({channel, reason});
  }
  return figures;
}

void PgUpkeep::NoteDispatch() {
  const auto now = std::chrono::steady_clock::now();
  if (!noted_ || now - *noted_ >= kNoteEvery) {
    Statement(session_, kNoteDispatch).Run();
    noted_ = now;
  }
}

}  // namespace nexcyte::persistence
