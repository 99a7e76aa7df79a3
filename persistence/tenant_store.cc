#include "persistence/tenant_store.h"

#include "persistence/account_repository.h"
#include "persistence/audit_repository.h"
#include "persistence/booking_admin_repository.h"
#include "persistence/branding_repository.h"
#include "persistence/delivery_repository.h"
#include "persistence/event_type_repository.h"
#include "persistence/idempotency_repository.h"
#include "persistence/intent_repository.h"
#include "persistence/member_admin_repository.h"
#include "persistence/membership_repository.h"
#include "persistence/notice_repository.h"
#include "persistence/outbox_admin_repository.h"
#include "persistence/outbox_repository.h"
#include "persistence/phone_repository.h"
#include "persistence/reservation_repository.h"
#include "persistence/session_repository.h"
#include "persistence/settings_repository.h"
#include "persistence/slot_claim_repository.h"
#include "persistence/template_repository.h"

namespace nexcyte::persistence {
namespace {

constexpr char kNeedNotOutliveCrash[] = "set local synchronous_commit = off";

class PgUnitOfWork final : public domain::UnitOfWork {
 public:
  PgUnitOfWork(TenantSession& session, ReadAhead* ahead)
      : session_(session),
        settings_(session, ahead),
        event_types_(session, ahead),
        reservations_(session, ahead),
        bookings_(session, ahead) {}

  domain::SettingsRepository& settings() override { return settings_; }
  domain::EventTypeRepository& event_types() override { return event_types_; }
  domain::ReservationRepository& reservations() override { return reservations_; }
  domain::SlotClaimRepository& slot_claims() override { return slot_claims_; }
  domain::BookingRepository& bookings() override { return bookings_; }
  domain::BookingAdminRepository& booking_admin() override { return booking_admin_; }
  domain::IntentRepository& intents() override { return intents_; }
  domain::IdempotencyRepository& idempotency() override { return idempotency_; }
  domain::MembershipRepository& memberships() override { return memberships_; }
  domain::BrandingRepository& branding() override { return branding_; }
  domain::MemberAdminRepository& members() override { return members_; }
  domain::PhoneRepository& phones() override { return phones_; }
  domain::SessionRepository& sessions() override { return sessions_; }
  domain::AccountRepository& accounts() override { return accounts_; }
  domain::OutboxRepository& outbox() override { return outbox_; }
  domain::NoticeRepository& notices() override { return notices_; }
  domain::OutboxAdminRepository& outbox_admin() override { return outbox_admin_; }
  domain::DeliveryRepository& deliveries() override { return deliveries_; }
  domain::TemplateRepository& templates() override { return templates_; }
  domain::AuditRepository& audit() override { return audit_; }
  domain::Timestamp Now() override { return session_.Now(); }
  void NeedNotOutliveCrash() override { session_.Queue(kNeedNotOutliveCrash, {}); }

 private:
  TenantSession& session_;
  PgSettingsRepository settings_;
  PgEventTypeRepository event_types_;
  PgReservationRepository reservations_;
  PgSlotClaimRepository slot_claims_{session_};
  PgBookingRepository bookings_;
  PgBookingAdminRepository booking_admin_{session_};
  PgIntentRepository intents_{session_};
  PgIdempotencyRepository idempotency_{session_};
  PgMembershipRepository memberships_{session_};
  PgBrandingRepository branding_{session_};
  PgMemberAdminRepository members_{session_};
  PgPhoneRepository phones_{session_};
  PgSessionRepository sessions_{session_};
  PgAccountRepository accounts_{session_};
  PgOutboxRepository outbox_{session_};
  PgNoticeRepository notices_{session_};
  PgOutboxAdminRepository outbox_admin_{session_};
  PgDeliveryRepository deliveries_{session_};
  PgTemplateRepository templates_{session_};
  PgAuditRepository audit_{session_};
};

}  // namespace

void PgTenantStore::ActAs(const domain::Actor& actor) {
  context_.ActAs(actor);
  ahead_.reset();
}

void PgTenantStore::Run(const std::function<void(domain::UnitOfWork&)>& work,
                        domain::AccessMode mode) {
  TenantSession session(connection_, context_, mode);
  PgUnitOfWork unit(session, ahead_ ? &*ahead_ : nullptr);
  try {
    work(unit);
    session.Commit();
  } catch (...) {
    session.Rollback();
    ForgetOutdated(session);
    throw;
  }
  ForgetOutdated(session);
}

void PgTenantStore::ForgetOutdated(const TenantSession& session) {
  if (ahead_ && session.MayHaveWritten()) {
    ahead_->ForgetWhatChanges();
  }
}

}  // namespace nexcyte::persistence
