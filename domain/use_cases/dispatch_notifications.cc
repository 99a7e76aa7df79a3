#include "domain/use_cases/dispatch_notifications.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "domain/guard.h"
#include "domain/notification.h"
#include "domain/use_cases/provider_health.h"
#include "domain/use_cases/settle_doubt.h"

namespace nexcyte::domain {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Twice as many as are under way at once: the next are ready when the first are done.
constexpr int kWave = 96;

// Longer than a call can take (30 s) after having waited for its turn.
constexpr seconds kLease{120};
constexpr seconds kLatestStart{80};  // after the lease

// Twilio refuses more creates at once per account (twilio.md section 3).
constexpr int kTextsAtOnce = 4;

// Results are written together; what waits longer is written as soon as nothing is left to send.
constexpr std::size_t kSettleAtOnce = 48;

constexpr std::array<Channel, 2> kChannels = {Channel::kEmail, Channel::kSms};

struct Ready {
  OutboxMessage message;
  OutgoingMessage outgoing;
  Timestamp leased_at;
};

// What the messages of one tenant are made of.
struct Composing {
  const Tenant& tenant;
  HouseStyle style;
  std::map<OutboxId, MessageMaterial> materials;
  Timestamp leased_at;
};

struct UnderWay {
  OutboxMessage message;
  Timestamp begun;
};

std::string ReasonOf(const Error& error) {
  const bool names_a_part = error.reason() == "missing_value" || error.reason() == "bad_template" ||
                            error.reason() == "bad_header";
  return names_a_part ? error.reason() + " " + error.what() : error.reason();
}

std::map<TenantId, std::vector<OutboxMessage>> ByTenant(std::vector<OutboxMessage> wave) {
  std::map<TenantId, std::vector<OutboxMessage>> groups;
  for (OutboxMessage& message : wave) {
    groups[message.tenant].push_back(std::move(message));
  }
  return groups;
}

// One call of DispatchNotifications.
class Dispatch final : public MessageFlow {
 public:
  Dispatch(const DispatchTools& tools, const DispatchSettings& settings)
      : tools_(tools),
        settings_(settings),
        stop_(tools.now() + settings.budget),
        health_(tools.queue),
        doubts_(tools, settings, stop_) {}

  DispatchReport Run() {
    tools_.sender.Send(*this);
    GiveBackTheRest();
    SettleAll();
    for (const auto& [channel, reason] : health_.begun()) {
      report_.alerts.push_back({"provider_paused", channel, reason, {}, {}});
    }
    report_.remaining = tools_.queue.CountRemaining();
    return report_;
  }

  std::optional<OutgoingMessage> Next() override {
    while (true) {
      if (ended_.size() >= kSettleAtOnce || mails_.empty()) {
        SettleAll();
      }
      if (auto ready = TakeReady()) {
        under_way_.emplace(taken_++, UnderWay{std::move(ready->message), tools_.now()});
        return std::move(ready->outgoing);
      }
      if (!Refill()) {
        return std::nullopt;
      }
    }
  }

  void Done(std::size_t number, SendResult result) override {
    const auto node = under_way_.extract(number);
    const UnderWay& one = node.mapped();
    const Timestamp now = tools_.now();
    texts_out_ -= one.message.channel == Channel::kSms ? 1 : 0;
    if (health_.Note(one.message.channel, result)) {
      is_dry_ = false;
    }
    if (result.outcome == SendOutcome::kOptedOut) {
      tools_.queue.NoteOptOut(one.message.recipient);
    }
    Settlement end = EndOf(one.message, domain::Next(result, one.message, now, tools_.jitter()));
    end.counts = result.outcome != SendOutcome::kConfiguration && !result.pauses_account;
    end.provider_id = std::move(result.provider_id);
    end.error = std::move(result.error);
    end.took = std::chrono::duration_cast<milliseconds>(now - one.begun);
    ended_.push_back(std::move(end));
  }

 private:
  // A text message is marked as begun right before its turn: one that was marked and then lost is
  // never sent again.
  std::optional<Ready> TakeReady() {
    if (texts_out_ < kTextsAtOnce) {
      while (auto text = TakeFrom(texts_)) {
        if (!tools_.queue.MarkCallStarted(std::span(&text->message, 1)).empty()) {
          ++texts_out_;
          return text;
        }
      }
    }
    return TakeFrom(mails_);
  }

  // The next that may still leave; the others go back.
  std::optional<Ready> TakeFrom(std::deque<Ready>& queue) {
    while (!queue.empty()) {
      Ready next = std::move(queue.front());
      queue.pop_front();
      const Timestamp now = tools_.now();
      const bool is_late = now >= stop_ || now > next.leased_at + kLatestStart;
      if (!is_late && !health_.IsPaused(next.message.channel)) {
        return next;
      }
      GiveBack(next.message);
    }
    return std::nullopt;
  }

  // False: there is nothing more for this call.
  bool Refill() {
    const int room = std::min(kWave, settings_.limit - report_.claimed);
    if (is_dry_ || room <= 0 || tools_.now() >= stop_) {
      return false;
    }
    const Timestamp leased_at = tools_.now();
    // Text messages that wait for their turn keep no mail waiting.
    const auto channels = std::span(kChannels).first(texts_.empty() ? 2 : 1);
    auto wave = tools_.queue.Lease(room, kLease, channels);
    is_dry_ = wave.empty();
    report_.claimed += static_cast<int>(wave.size());
    for (auto& [tenant, messages] : ByTenant(std::move(wave))) {
      Prepare(*tools_.stores.ForSystem(tenant), std::move(messages), leased_at);
    }
    KeepStarted();
    return !is_dry_;
  }

  void Prepare(TenantStore& store, std::vector<OutboxMessage> messages, Timestamp leased_at) {
    std::vector<OutboxId> ids;
    ids.reserve(messages.size());
    for (const OutboxMessage& message : messages) {
      ids.push_back(message.id);
    }
    const Composing composing = Load(store, ids, leased_at);
    for (OutboxMessage& message : messages) {
      if (auto end = EndWithoutSending(message, composing)) {
        ended_.push_back(*std::move(end));
        continue;
      }
      Compose(std::move(message), composing);
    }
  }

  static Composing Load(TenantStore& store, const std::vector<OutboxId>& ids, Timestamp leased_at) {
    return store.Read([&](UnitOfWork& unit) {
      HouseStyle style{{unit.settings().Load(), unit.settings().LoadMessages()},
                       unit.branding().Load()};
      return Composing{store.tenant(), std::move(style), unit.outbox().LoadMaterial(ids),
                       leased_at};
    });
  }

  // Why a row ends, or waits, without being sent now.
  std::optional<Settlement> EndWithoutSending(const OutboxMessage& message,
                                              const Composing& composing) {
    const Timestamp now = tools_.now();
    const MessageMaterial& material = composing.materials.at(message.id);
    if (message.channel == Channel::kSms && !settings_.sms_on) {
      return EndOf(message, {OutboxState::kSuppressed}, "sms_off");
    }
    if (message.uncertain_since && !IsOff(Guard::kFence)) {
      const auto compose = [&] { return Outgoing(message, composing); };
      if (auto end = doubts_.Settle(message, compose, now)) {
        return end;
      }
    }
    if (now >= message.expires_at) {
      return EndOf(message, {OutboxState::kDead}, "expired");
    }
    // Whoever asks for a link to their account gets it, whatever became of earlier mails.
    const bool is_asked_for =
        message.channel == Channel::kEmail && !IsBookingEvent(message.event_key);
    if (material.is_suppressed && !is_asked_for) {
      return EndOf(message, {OutboxState::kSuppressed}, "suppressed");
    }
    if (IsPointless(message, material.booking) ||
        (material.is_resend && !IsNewsStill(message, material.booking, now))) {
      return EndOf(message, {OutboxState::kSuperseded}, "superseded");
    }
    if (auto end = KeepQuiet(message, material, composing.style.settings.messages, now)) {
      return end;
    }
    if (settings_.dry_run) {
      return EndOf(message, {OutboxState::kSent}, "dry_run");
    }
    return std::nullopt;
  }

  // Nobody's phone rings at night. Decided here and not when the row is written: a retry may drift
  // into the night, and the settings of the day count.
  static std::optional<Settlement> KeepQuiet(const OutboxMessage& message,
                                             const MessageMaterial& material,
                                             const MessageSettings& messages, Timestamp now) {
    const auto until = QuietUntil(message, material, messages.quiet_hours, now);
    if (!until) {
      return std::nullopt;
    }
    if (message.event_key == "booking_reminder" && *until >= material.booking->time.start) {
      return EndOf(message, {OutboxState::kSuperseded}, "quiet_hours");
    }
    const auto wait = std::chrono::ceil<milliseconds>(*until - now);
    Settlement end = EndOf(message, {OutboxState::kPending, wait}, "quiet_hours");
    end.counts = false;
    return end;
  }

  // A row that cannot be composed is dead; a database that does not answer is not the row's fault
  // and has been met before this point.
  void Compose(OutboxMessage message, const Composing& composing) {
    try {
      OutgoingMessage outgoing = Outgoing(message, composing);
      auto& queue = message.channel == Channel::kSms ? texts_ : mails_;
      queue.push_back({std::move(message), std::move(outgoing), composing.leased_at});
    } catch (const Error& error) {
      ended_.push_back(EndOf(message, {OutboxState::kDead}, ReasonOf(error)));
    }
  }

  OutgoingMessage Outgoing(const OutboxMessage& message, const Composing& composing) const {
    return ComposeMessage(message, composing.materials.at(message.id), composing.tenant,
                          composing.style, settings_.identity, tools_.now());
  }

  // Drops the mails whose lease somebody took over meanwhile: they are not ours to send.
  void KeepStarted() {
    if (mails_.empty()) {
      return;
    }
    std::vector<OutboxMessage> messages;
    messages.reserve(mails_.size());
    for (const Ready& one : mails_) {
      messages.push_back(one.message);
    }
    const std::vector<OutboxId> started = tools_.queue.MarkCallStarted(messages);
    const std::set<OutboxId> ours(started.begin(), started.end());
    std::erase_if(mails_, [&ours](const Ready& one) { return !ours.contains(one.message.id); });
  }

  void GiveBackTheRest() {
    for (std::deque<Ready>* queue : {&mails_, &texts_}) {
      for (const Ready& one : *queue) {
        GiveBack(one.message);
      }
      queue->clear();
    }
  }

  void GiveBack(const OutboxMessage& message) {
    const auto state = message.uncertain_since ? OutboxState::kUncertain : OutboxState::kPending;
    Settlement end = EndOf(message, {state, milliseconds{0}}, "put_off");
    end.counts = false;
    end.looked_up = true;  // nothing was sent
    ended_.push_back(std::move(end));
  }

  void SettleAll() {
    if (ended_.empty()) {
      return;
    }
    const std::vector<OutboxId> settled = tools_.queue.Settle(ended_);
    const std::set<OutboxId> ours(settled.begin(), settled.end());
    for (const Settlement& end : std::exchange(ended_, {})) {
      if (ours.contains(end.id)) {
        ++CounterOf(end.next.state);
        Alert(end);
      }
    }
  }

  void Alert(const Settlement& end) {
    if (end.next.state == OutboxState::kDead) {
      report_.alerts.push_back({"message_dead", {}, end.error, end.tenant.str(), end.id.str()});
    }
  }

  int& CounterOf(OutboxState state) {
    switch (state) {
      case OutboxState::kSent:
        return report_.sent;
      case OutboxState::kUncertain:
        return report_.uncertain;
      case OutboxState::kSuppressed:
      case OutboxState::kSuperseded:
        return report_.suppressed;
      case OutboxState::kDead:
        return report_.dead;
      case OutboxState::kPending:
      case OutboxState::kSending:
        break;
    }
    return report_.failed;
  }

  const DispatchTools& tools_;
  const DispatchSettings& settings_;
  const Timestamp stop_;
  DispatchReport report_;
  ProviderHealth health_;
  DoubtSettler doubts_;
  std::deque<Ready> mails_;
  std::deque<Ready> texts_;
  int texts_out_ = 0;
  bool is_dry_ = false;  // the queue gave nothing more
  std::size_t taken_ = 0;
  std::map<std::size_t, UnderWay> under_way_;
  std::vector<Settlement> ended_;
};

}  // namespace

DispatchReport DispatchNotifications(const DispatchTools& tools, const DispatchSettings& settings) {
  return Dispatch(tools, settings).Run();
}

}  // namespace nexcyte::domain
