#include "domain/use_cases/outbox_admin.h"

#include <optional>
#include <string>

#include "domain/error.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::hours kLifeOfARequeued{24};

void RequireDone(bool is_done) {
  if (!is_done) {
    throw Error(ErrorCode::kConflict, "conflict");
  }
}

// `change` says whether the message could be brought to the state `after`.
template <class Change>
void ChangeMessage(TenantStore& store, AuditEntry entry, const OutboxId& id, const char* after,
                   Change change) {
  store.Transact([&](UnitOfWork& unit) {
    const std::optional<std::string> before = unit.outbox_admin().StateOf(id);
    if (!before) {
      throw NotFound();
    }
    RequireDone(change(unit.outbox_admin()));
    NoteChange(entry, "state", *before, after);
    unit.audit().Append(entry);
  });
}

AuditEntry ChannelEntry(const Actor& actor, const char* action, Channel channel, const char* before,
                        const char* after) {
  AuditEntry entry{actor.user, action, std::string(ToString(channel)), {}};
  NoteChange(entry, "state", before, after);
  return entry;
}

}  // namespace

OutboxView ShowOutbox(TenantStore& store, const OutboxQuery& query) {
  return store.Read([&query](UnitOfWork& unit) {
    OutboxAdminRepository& outbox = unit.outbox_admin();
    OutboxView view;
    view.page = outbox.List(query);
    view.counts = outbox.Count();
    view.pauses = outbox.Pauses();
    view.staff_pauses = outbox.StaffPauses();
    return view;
  });
}

void RequeueMessage(TenantStore& store, const Actor& actor, const OutboxId& id) {
  ChangeMessage(
      store, {actor.user, "outbox.requeued", id.str(), {}}, id, "pending",
      [&id](OutboxAdminRepository& outbox) { return outbox.Requeue(id, kLifeOfARequeued); });
}

void DropMessage(TenantStore& store, const Actor& actor, const OutboxId& id) {
  ChangeMessage(store, {actor.user, "outbox.dropped", id.str(), {}}, id, "superseded",
                [&id](OutboxAdminRepository& outbox) { return outbox.Drop(id); });
}

void PauseChannel(TenantStore& store, const Actor& actor, Channel channel) {
  store.Transact([&](UnitOfWork& unit) {
    RequireDone(unit.outbox_admin().PauseChannel(channel, actor.user));
    unit.audit().Append(ChannelEntry(actor, "outbox.paused", channel, "on", "paused"));
  });
}

void ResumeChannel(TenantStore& store, const Actor& actor, Channel channel) {
  store.Transact([&](UnitOfWork& unit) {
    RequireDone(unit.outbox_admin().ResumeChannel(channel));
    unit.audit().Append(ChannelEntry(actor, "outbox.resumed", channel, "paused", "on"));
  });
}

}  // namespace nexcyte::domain
