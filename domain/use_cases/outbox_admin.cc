#include "domain/use_cases/outbox_admin.h"

#include "domain/error.h"

namespace nexcyte::domain {
namespace {

constexpr std::chrono::hours kLifeOfARequeued{24};

// `change` says whether it could be done.
template <class Change>
void ChangeMessage(TenantStore& store, const Actor& actor, const OutboxId& id, const char* action,
                   Change change) {
  store.Transact([&](UnitOfWork& unit) {
    if (!unit.outbox_admin().Exists(id)) {
      throw NotFound();
    }
    if (!change(unit.outbox_admin())) {
      throw Error(ErrorCode::kConflict, "conflict");
    }
    unit.audit().Append({actor.user, action, id.str(), {}});
  });
}

void NoteChange(UnitOfWork& unit, const Actor& actor, bool is_done, const char* action,
                Channel channel) {
  if (!is_done) {
    throw Error(ErrorCode::kConflict, "conflict");
  }
  unit.audit().Append({actor.user, action, std::string(ToString(channel)), {}});
}

}  // namespace

OutboxView ShowOutbox(TenantStore& store, const OutboxQuery& query) {
  return store.Transact([&query](UnitOfWork& unit) {
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
  ChangeMessage(store, actor, id, "outbox.requeued", [&id](OutboxAdminRepository& outbox) {
    return outbox.Requeue(id, kLifeOfARequeued);
  });
}

void DropMessage(TenantStore& store, const Actor& actor, const OutboxId& id) {
  ChangeMessage(store, actor, id, "outbox.dropped",
                [&id](OutboxAdminRepository& outbox) { return outbox.Drop(id); });
}

void PauseChannel(TenantStore& store, const Actor& actor, Channel channel) {
  store.Transact([&](UnitOfWork& unit) {
    NoteChange(unit, actor, unit.outbox_admin().PauseChannel(channel, actor.user), "outbox.paused",
               channel);
  });
}

void ResumeChannel(TenantStore& store, const Actor& actor, Channel channel) {
  store.Transact([&](UnitOfWork& unit) {
    NoteChange(unit, actor, unit.outbox_admin().ResumeChannel(channel), "outbox.resumed", channel);
  });
}

}  // namespace nexcyte::domain
