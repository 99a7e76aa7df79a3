#ifndef NEXCYTE_PERSISTENCE_NOTICE_REPOSITORY_H_
#define NEXCYTE_PERSISTENCE_NOTICE_REPOSITORY_H_

#include "domain/tenant_store.h"
#include "persistence/statement.h"

namespace nexcyte::persistence {

// Counts the person's unread notices, for a pipeline: one row, one number.
Step CountUnreadStep();
int ReadUnread(const RowList& rows);

class PgNoticeRepository final : public domain::NoticeRepository {
 public:
  explicit PgNoticeRepository(Session& session) : session_(session) {}

  domain::StoredNoticePage List(const domain::NoticeQuery& query) override;
  int MarkRead(const domain::BookingId& booking) override;
  void MarkAllRead() override;

 private:
  Session& session_;
};

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_NOTICE_REPOSITORY_H_
