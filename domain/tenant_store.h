#ifndef NEXCYTE_DOMAIN_TENANT_STORE_H_
#define NEXCYTE_DOMAIN_TENANT_STORE_H_

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/account.h"
#include "domain/audit.h"
#include "domain/booking.h"
#include "domain/booking_admin.h"
#include "domain/branding.h"
#include "domain/delivery.h"
#include "domain/event_type.h"
#include "domain/idempotency.h"
#include "domain/intent.h"
#include "domain/member.h"
#include "domain/membership.h"
#include "domain/message_settings.h"
#include "domain/message_texts.h"
#include "domain/notice.h"
#include "domain/outbox_admin.h"
#include "domain/phone.h"
#include "domain/providers.h"
#include "domain/reservation.h"
#include "domain/scheduling_settings.h"
#include "domain/tenant.h"
#include "domain/web_session.h"

namespace nexcyte::domain {

// The database as one tenant sees it. Row security decides what is visible: a member sees their own
// reservations, bookings and sessions, staff and background work (role `system`) the tenant's. What
// is not visible does not exist. `Find` answers nothing, `Require` throws NotFound(). Constraint
// violations arrive as Error with the constraint's reason. Repositories live as long as their
// UnitOfWork; one thread.

// When the machinery was last at work; nothing: never yet.
struct SignsOfLife {
  std::optional<Timestamp> dispatched_at;  // messages were sent out, for all tenants
  std::optional<Timestamp> webhook_at;     // Cal.com told of one of the tenant's event types
};

class SettingsRepository {
 public:
  virtual ~SettingsRepository() = default;
  virtual SchedulingSettings Load() = 0;
  // Refuses kConflict changed_meanwhile when `version` is not the stored one.
  virtual void Save(const SchedulingSettings& settings) = 0;
  // Apart, for few need them. Saved behind Save(), which guards the version of both.
  virtual MessageSettings LoadMessages() = 0;
  virtual void SaveMessages(const MessageSettings& settings) = 0;
  virtual SignsOfLife LoadSigns() = 0;
};

class EventTypeRepository {
 public:
  virtual ~EventTypeRepository() = default;
  virtual std::vector<EventType> List() = 0;  // by position
  virtual std::optional<EventType> Find(const std::string& purpose) = 0;
  // Inserts or replaces. Refuses kConflict event_type_not_available (owned by another tenant or
  // purpose), kConflict changed_meanwhile.
  virtual void Upsert(const EventType& type) = 0;
};

class ReservationRepository {
 public:
  virtual ~ReservationRepository() = default;
  virtual ReservationId Insert(const Reservation& reservation) = 0;
  // Live ones only: neither expired nor finished.
  virtual std::optional<Reservation> Find(const ReservationId& id) = 0;
  // Whether there is, or was, such a reservation: tells an expired one from none at all.
  virtual bool IsKnown(const ReservationId& id) = 0;
  virtual void Extend(const ReservationId& id, Timestamp expires_at) = 0;
  virtual void SetCalendarUid(const ReservationId& id, const std::string& cal_reservation_uid) = 0;
  // Used up for `booking`, else given back or replaced: it is live no more.
  virtual void Finish(const ReservationId& id, const std::optional<BookingId>& booking) = 0;
  // What this person's hold was used up for. Nothing: it was not, or nothing came of that.
  virtual std::optional<BookingId> BookingOf(const ReservationId& id) = 0;
  // Live ones of this person, oldest first.
  virtual std::vector<Reservation> ListOf(const UserId& user) = 0;
};

// Who owns a start time of an event type within the tenant.
struct SlotClaim {
  CalEventTypeId cal_event_type_id = 0;
  Timestamp start;
  bool is_hold = false;  // else a booking's
  std::string owner;     // reservation or booking id
  Timestamp expires_at;  // of a hold
};

// What came of taking a start.
struct SlotTaking {
  bool is_taken = false;     // else somebody else has it
  bool was_offered = false;  // as far as an answer tells that is kept (kSlotOfferLife)
};

class SlotClaimRepository {
 public:
  virtual ~SlotClaimRepository() = default;
  // Takes the start, replacing an expired hold, a hold of `instead_of`, or the owner's own claim.
  virtual SlotTaking Take(const SlotClaim& claim,
                          const std::optional<ReservationId>& instead_of) = 0;
  // Gives the owner's claim of that start back; nothing happens if it is not theirs.
  virtual void Free(CalEventTypeId cal_event_type_id, Timestamp start,
                    const std::string& owner) = 0;
  // Bookings' claims and unexpired holds, whoever has them, whose start lies in `range`.
  virtual std::vector<SlotClaim> ListTaken(CalEventTypeId cal_event_type_id,
                                           const TimeRange& range) = 0;
};

class BookingRepository {
 public:
  virtual ~BookingRepository() = default;
  virtual std::optional<Booking> Find(const BookingId& id) = 0;
  // With the row locked until the transaction ends. Meanwhile nobody else ends its intent.
  virtual std::optional<Booking> FindForUpdate(const BookingId& id) = 0;
  // Of the person the store is bound to, whatever their role.
  virtual BookingPage ListMine(const BookingQuery& query) = 0;
  // Ahead, and pending, scheduled or requested; of one purpose, or of all when it is empty.
  virtual int CountOpen(const UserId& attendee, const std::string& purpose) = 0;
  // All that start in `range`, closed ones too.
  virtual std::vector<BookingTrace> ListStarting(const TimeRange& range) = 0;
  virtual void Insert(const Booking& booking) = 0;
  // Writes status, time, time_zone, cal_uid, revision, moves, actor, title, location, reason,
  // moved_from. The trigger writes the outbox rows. A changed cal_uid is registered for this
  // tenant; refuses kConflict cal_uid_not_available, kNotFound. Answers the booking as it then is.
  virtual Booking Update(const Booking& booking) = 0;
  virtual void AddHistory(const BookingId& id, const BookingHistoryEntry& entry) = 0;
  virtual std::vector<BookingHistoryEntry> History(const BookingId& id) = 0;
};

class IntentRepository {
 public:
  virtual ~IntentRepository() = default;
  // Leased for kIntentLease by database time. Refuses kConflict booking_busy when one is open, at
  // the latest when the transaction ends.
  virtual IntentId Open(const Intent& intent) = 0;
  virtual std::optional<Intent> Find(const IntentId& id) = 0;  // open ones only
  virtual std::optional<Intent> FindOpen(const BookingId& id) = 0;
  // These write nothing when it is not open; who must know has the booking locked.
  // Another look-up is due after `wait`; counts the one just made and gives the lease back.
  virtual void LookAgain(const IntentId& id, std::chrono::seconds wait) = 0;
  // The next look-up is due now, once the lease is over.
  virtual void LookNow(const IntentId& id) = 0;
  virtual void Close(const IntentId& id, IntentOutcome outcome) = 0;
};

class IdempotencyRepository {
 public:
  virtual ~IdempotencyRepository() = default;
  // True: the key is now ours, until the transaction ends otherwise. False: somebody has it, see
  // Find(). Waits for a rival's open transaction.
  virtual bool Claim(const IdempotencyKey& key, const std::optional<BookingId>& booking) = 0;
  virtual std::optional<IdempotencyEntry> Find(const IdempotencyKey& key) = 0;
  virtual void Store(const IdempotencyKey& key, const StoredAnswer& answer) = 0;
  // Gives our key back, for a call of which nothing came: its next use begins anew.
  virtual void Release(const IdempotencyKey& key) = 0;
};

class MembershipRepository {
 public:
  virtual ~MembershipRepository() = default;
  virtual std::optional<Membership> Find(const UserId& user) = 0;
  // Does nothing when there is one already.
  virtual void Insert(const Membership& membership) = 0;
  virtual void UpdateProfile(const Membership& membership) = 0;  // name, phone, zone, hour cycle
};

// Of the person the store is bound to; others' are not to be seen.
class PhoneRepository {
 public:
  virtual ~PhoneRepository() = default;
  virtual PhoneState Load(const UserId& user) = 0;
  // Keeps the words and the time; an empty text withdraws the consent.
  virtual void SetConsent(const UserId& user, const std::string& text) = 0;
  virtual void ReplaceCode(const UserId& user, const PhoneCode& code, Timestamp expires_at) = 0;
  // Counts one try. Nothing: there is no live code, or it has had its kPhoneCodeTries.
  virtual std::optional<PhoneCode> TakeTry(const UserId& user) = 0;
  // Uses the code up and marks its number as proven. False: the code or the number is another one
  // meanwhile.
  virtual bool Verify(const UserId& user, const PhoneCode& code) = 0;
};

class SessionRepository {
 public:
  virtual ~SessionRepository() = default;
  virtual SessionId Insert(const UserId& user, const Digest& token, const std::string& user_agent,
                           const std::string& address) = 0;
  virtual std::vector<WebSession> List(const UserId& user) = 0;  // latest first
  virtual void End(const SessionId& id) = 0;
  // Whether the person with this folded e-mail has signed in here from the browser of that mark.
  virtual bool KnowsDevice(const std::string& email, const Digest& mark) = 0;
  virtual void RememberDevice(const UserId& user, const Digest& mark) = 0;
};

// Users and mail links. A user is global: these reach them through definer functions only.
class AccountRepository {
 public:
  virtual ~AccountRepository() = default;
  virtual std::optional<Credentials> FindCredentials(const std::string& email) = 0;
  virtual UserId CreateUser(const std::string& email, const std::string& password_hash) = 0;
  // Ends all sessions of that person, in every tenant, but `keep`.
  virtual void SetPassword(const UserId& user, const std::string& password_hash,
                           const std::optional<SessionId>& keep) = 0;
  // Same password, stronger parameters: ends no session.
  virtual void Rehash(const UserId& user, const std::string& password_hash) = 0;
  virtual void InsertToken(const AccountToken& token) = 0;
  // Live ones only: neither used nor expired.
  virtual std::optional<AccountToken> FindToken(AccountTokenKind kind, const Digest& digest) = 0;
  // False when it was used or expired meanwhile.
  virtual bool ConsumeToken(const AccountTokenId& id) = 0;
  // A live one whose sender is an admin here still.
  virtual std::optional<FoundInvitation> FindInvitation(const Digest& token) = 0;
  // Uses it up: makes the user and the membership, each unless it is there already. Nothing: used,
  // withdrawn or expired meanwhile.
  virtual std::optional<UserId> AcceptInvitation(const Digest& token,
                                                 const std::string& password_hash,
                                                 const std::string& name) = 0;
};

// What a message is made of, beside its row and the tenant's settings.
struct MessageMaterial {
  std::optional<Booking> booking;
  HourCycle hour_cycle = HourCycle::k24;  // the attendee's
  std::string recipient_zone;             // the attendee's; empty: not known
  std::string purpose_title;              // the tenant's name for the booking's purpose
  std::optional<MessageTexts> own_texts;  // enabled ones of the tenant
  bool is_suppressed = false;             // nothing may be sent to that address
  bool is_resend = false;                 // see DeliveryRepository::SendOnceMore()
};

class OutboxRepository {
 public:
  virtual ~OutboxRepository() = default;
  // A mail about an account (account_verify, account_exists, account_reset, member_invited).
  // `secret` is the clear token; it can be written here but not read.
  virtual void EnqueueAccountMail(const std::string& event_key, const std::string& recipient,
                                  const std::string& secret,
                                  const std::map<std::string, std::string>& payload,
                                  Timestamp expires_at) = 0;
  // The text message that proves a number; `code` can be written here but not read.
  virtual void EnqueuePhoneCode(const std::string& number, const std::string& code,
                                Timestamp expires_at) = 0;
  // A test of a text, filled in already: it is sent as it is.
  virtual void EnqueueTest(Channel channel, const std::string& recipient,
                           const MessageTexts& filled_in, Timestamp expires_at) = 0;
  // For background work: what these messages are made of, in one round trip. Other tenants' and
  // unknown ids are left out.
  virtual std::map<OutboxId, MessageMaterial> LoadMaterial(std::span<const OutboxId> ids) = 0;
};

// A notice before its text is put together.
struct StoredNotice {
  OutboxMessage message;
  MessageMaterial material;
  Timestamp at;
  bool is_read = false;
};

struct StoredNoticePage {
  std::vector<StoredNotice> notices;  // latest first
  std::string next_cursor;
};

// Of the person the store is bound to, whatever their role. What is due later is not there yet.
class NoticeRepository {
 public:
  virtual ~NoticeRepository() = default;
  // Refuses kInvalid (limit, cursor).
  virtual StoredNoticePage List(const NoticeQuery& query) = 0;
  // Those about this booking; answers how many were unread.
  virtual int MarkRead(const BookingId& booking) = 0;
  virtual void MarkAllRead() = 0;
};

// What providers tell of messages afterwards, for background work.
class DeliveryRepository {
 public:
  virtual ~DeliveryRepository() = default;
  // True the first time; the mark is rolled back with the rest of the transaction.
  virtual bool TakeOnce(const std::string& provider, const Digest& mark) = 0;
  // With the row locked until the transaction ends.
  virtual std::optional<SentMessage> FindForUpdate(const OutboxId& id) = 0;
  // Ends an open lease. `error` is our word for it, or empty.
  virtual void Move(const OutboxId& id, DeliveryState state, const std::string& provider_id,
                    const std::string& error) = 0;
  // Writes another one like it, due after `wait` and useful as long as the first one was. Nothing
  // happens where it is too late by then, where the message is such a second one, and where it is
  // about no booking: what is about an account is gone with its secret.
  virtual void SendOnceMore(const OutboxId& id, std::chrono::minutes wait,
                            const std::string& why) = 0;
  // Nothing more is sent there.
  virtual void Suppress(Channel channel, const std::string& address, SuppressionReason reason) = 0;
};

// One transaction.
class UnitOfWork {
 public:
  virtual ~UnitOfWork() = default;
  virtual SettingsRepository& settings() = 0;
  virtual EventTypeRepository& event_types() = 0;
  virtual ReservationRepository& reservations() = 0;
  virtual SlotClaimRepository& slot_claims() = 0;
  virtual BookingRepository& bookings() = 0;
  virtual BookingAdminRepository& booking_admin() = 0;
  virtual IntentRepository& intents() = 0;
  virtual IdempotencyRepository& idempotency() = 0;
  virtual MembershipRepository& memberships() = 0;
  virtual MemberAdminRepository& members() = 0;
  virtual BrandingRepository& branding() = 0;
  virtual PhoneRepository& phones() = 0;
  virtual SessionRepository& sessions() = 0;
  virtual AccountRepository& accounts() = 0;
  virtual OutboxRepository& outbox() = 0;
  virtual NoticeRepository& notices() = 0;
  virtual OutboxAdminRepository& outbox_admin() = 0;
  virtual DeliveryRepository& deliveries() = 0;
  virtual TemplateRepository& templates() = 0;
  virtual AuditRepository& audit() = 0;
  // Database time of this transaction: what leases and expiries are compared with.
  virtual Timestamp Now() = 0;
  // For what would be found out again, were it lost: the commit does not wait for the disk. A crash
  // of the database may take it back, though never without what was committed after it
  // (PostgreSQL documentation, "Asynchronous Commit").
  virtual void NeedNotOutliveCrash() = 0;
};

enum class AccessMode { kReadWrite, kReadOnly };

// A store that is bound to one tenant and one person (or none, or background work). It knows no
// way to another tenant.
class TenantStore {
 public:
  virtual ~TenantStore() = default;
  virtual const Tenant& tenant() const = 0;

  // Runs `work` in one transaction: committed when it returns, rolled back when it throws. The
  // transaction begins with the first statement. Never catch a database error inside, never call
  // out inside, never nest.
  template <class Work>
  auto Transact(Work&& work) -> std::invoke_result_t<Work&, UnitOfWork&> {
    return RunFor(work, AccessMode::kReadWrite);
  }
  // Likewise, for work that writes nothing, and cannot. Each statement may see what has been
  // committed since the one before, as it may in Transact; there is nothing to commit.
  template <class Work>
  auto Read(Work&& work) -> std::invoke_result_t<Work&, UnitOfWork&> {
    return RunFor(work, AccessMode::kReadOnly);
  }

  // Later transactions are this person's: after a proof of who they are (sign-in, mail link).
  virtual void ActAs(const Actor& actor) = 0;

 protected:
  virtual void Run(const std::function<void(UnitOfWork&)>& work, AccessMode mode) = 0;

 private:
  template <class Work>
  auto RunFor(Work& work, AccessMode mode) -> std::invoke_result_t<Work&, UnitOfWork&> {
    using Result = std::invoke_result_t<Work&, UnitOfWork&>;
    if constexpr (std::is_void_v<Result>) {
      Run([&work](UnitOfWork& unit) { work(unit); }, mode);
    } else {
      std::optional<Result> result;
      Run([&work, &result](UnitOfWork& unit) { result.emplace(work(unit)); }, mode);
      return std::move(*result);
    }
  }
};

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_TENANT_STORE_H_
