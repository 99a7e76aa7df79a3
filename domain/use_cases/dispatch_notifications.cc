#include "domain/use_cases/dispatch_notifications.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "domain/error.h"
#include "domain/message_template.h"
#include "domain/notification.h"

namespace nexcyte::domain {
namespace {

using std::chrono::milliseconds;

constexpr int kWave = 16;

// Longer than one wave of calls can take with their time limits.
constexpr std::chrono::seconds kLease{120};

// What rendering needs of the database, read in one transaction.
struct Material {
  SchedulingSettings settings;
  std::optional<Booking> booking;
  std::optional<MessageTexts> own_texts;
  HourCycle hour_cycle = HourCycle::k24;
  std::string purpose_title;
};

struct Ready {
  OutboxMessage message;
  Email mail;
};

Material Load(UnitOfWork& unit, const OutboxMessage& message) {
  Material material;
  material.settings = unit.settings().Load();
  material.own_texts = unit.templates().Find(message.event_key, message.channel);
  if (!message.booking) {
    return material;
  }
  material.booking = unit.bookings().Find(*message.booking);
  if (material.booking) {
    const auto attendee = unit.memberships().Find(material.booking->attendee);
    const auto type = unit.event_types().Find(material.booking->purpose);
    material.hour_cycle = attendee ? attendee->hour_cycle : HourCycle::k24;
    material.purpose_title = type ? type->title : std::string();
  }
  return material;
}

std::string OneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
      },
      ' ');
  return text;
}

std::map<std::string, std::string> OneLineEach(std::map<std::string, std::string> values) {
  for (auto& [name, value] : values) {
    value = OneLine(std::move(value));
  }
  return values;
}

// Throws Error for what cannot leave: a missing value, a bad header, an unknown time zone.
Email Compose(const OutboxMessage& message, const Material& material, const Tenant& tenant,
              const DispatchSettings& settings, Timestamp now) {
  const MessageContext context{tenant,           material.settings,   settings.base_domain,
                               material.booking, material.hour_cycle, material.purpose_title};
  const auto values = MessageValues(message, context, now);
  const bool is_own = material.own_texts && !IsForStaff(message, material.booking);
  const MessageTexts& texts =
      is_own ? *material.own_texts
             : DefaultTexts(DefaultTextsKey(message, material.booking), message.channel);
  Email mail;
  mail.message_id = message.id.str() + "@" + settings.mail_domain;
  mail.from_name = OneLine(tenant.name);
  mail.from_address = settings.from_address;
  mail.reply_to = material.settings.contact_email;
  mail.to = message.recipient;
  mail.subject = Render(texts.subject, OneLineEach(values), Escaping::kNone);
  mail.text = Render(texts.text, values, Escaping::kNone);
  mail.html = Render(texts.html, values, Escaping::kHtml);
  mail.invite = InviteOf(message, context, {mail.from_name, mail.from_address});
  mail.useful_for = std::chrono::floor<std::chrono::seconds>(message.expires_at - now);
  CheckEmail(mail);
  return mail;
}

std::string ReasonOf(const Error& error) {
  const bool names_a_part = error.reason() == "missing_value" || error.reason() == "bad_template" ||
                            error.reason() == "bad_header";
  return names_a_part ? error.reason() + " " + error.what() : error.reason();
}

// One call of DispatchNotifications.
class Dispatch {
 public:
  Dispatch(const DispatchTools& tools, const DispatchSettings& settings)
      : tools_(tools), settings_(settings) {}

  DispatchReport Run() {
    const Timestamp stop = tools_.now() + settings_.budget;
    while (report_.claimed < settings_.limit && tools_.now() < stop) {
      const auto wave =
          tools_.queue.Lease(std::min(kWave, settings_.limit - report_.claimed), kLease);
      if (wave.empty()) {
        break;
      }
      report_.claimed += static_cast<int>(wave.size());
      SendWave(wave);
    }
    report_.remaining = tools_.queue.CountRemaining();
    return report_;
  }

 private:
  void SendWave(const std::vector<OutboxMessage>& wave) {
    std::vector<Ready> ready;
    for (const OutboxMessage& message : wave) {
      if (auto mail = Prepare(message)) {
        ready.push_back({message, *std::move(mail)});
      }
    }
    if (settings_.dry_run) {
      for (const Ready& one : ready) {
        Close(one.message, OutboxState::kSent, "dry_run");
      }
    } else if (!ready.empty()) {
      Send(std::move(ready));
    }
    stores_.clear();
  }

  // The mail, or nothing when the row is settled without one.
  std::optional<Email> Prepare(const OutboxMessage& message) {
    if (message.channel != Channel::kEmail) {
      Close(message, OutboxState::kSuppressed, "sms_off");
      return std::nullopt;
    }
    if (tools_.now() >= message.expires_at) {
      Close(message, OutboxState::kDead, "expired");
      return std::nullopt;
    }
    TenantStore& store = StoreOf(message.tenant);
    const Material material =
        store.Transact([&message](UnitOfWork& unit) { return Load(unit, message); });
    if (IsPointless(message, material.booking)) {
      Close(message, OutboxState::kSuperseded, "superseded");
      return std::nullopt;
    }
    return ComposeOrBury(message, material, store.tenant());
  }

  // A row that cannot be rendered is dead; a database that does not answer is not the row's fault
  // and has been met before this point.
  std::optional<Email> ComposeOrBury(const OutboxMessage& message, const Material& material,
                                     const Tenant& tenant) {
    try {
      return Compose(message, material, tenant, settings_, tools_.now());
    } catch (const Error& error) {
      Close(message, OutboxState::kDead, ReasonOf(error));
      return std::nullopt;
    }
  }

  void Send(std::vector<Ready> ready) {
    KeepStarted(ready);
    std::vector<Email> mails;
    mails.reserve(ready.size());
    for (Ready& one : ready) {
      mails.push_back(std::move(one.mail));
    }
    const Timestamp begun = tools_.now();
    const std::vector<SendResult> results = tools_.email.Send(mails);
    const Timestamp ended = tools_.now();
    const auto took = std::chrono::duration_cast<milliseconds>(ended - begun);
    for (std::size_t i = 0; i < ready.size(); ++i) {
      SettleResult(ready[i].message, results.at(i), ended, took);
    }
  }

  // Drops the rows whose lease somebody took over meanwhile: they are not ours to send.
  void KeepStarted(std::vector<Ready>& ready) {
    std::vector<OutboxMessage> messages;
    messages.reserve(ready.size());
    for (const Ready& one : ready) {
      messages.push_back(one.message);
    }
    const std::vector<OutboxId> started = tools_.queue.MarkCallStarted(messages);
    std::erase_if(ready, [&started](const Ready& one) {
      return std::find(started.begin(), started.end(), one.message.id) == started.end();
    });
  }

  void SettleResult(const OutboxMessage& message, const SendResult& result, Timestamp now,
                    milliseconds took) {
    Settlement settlement;
    settlement.id = message.id;
    settlement.tenant = message.tenant;
    settlement.attempt = message.attempt;
    settlement.next = Next(result, message, now, tools_.jitter());
    settlement.counts = result.outcome != SendOutcome::kConfiguration;
    settlement.provider_id = result.provider_id;
    settlement.error = result.error;
    settlement.took = took;
    Settle(settlement);
  }

  void Close(const OutboxMessage& message, OutboxState state, const std::string& error) {
    Settlement settlement;
    settlement.id = message.id;
    settlement.tenant = message.tenant;
    settlement.attempt = message.attempt;
    settlement.next = {state, milliseconds{0}};
    settlement.error = error;
    Settle(settlement);
  }

  void Settle(const Settlement& settlement) {
    if (tools_.queue.Settle(settlement)) {
      ++CounterOf(settlement.next.state);
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

  TenantStore& StoreOf(const TenantId& tenant) {
    std::unique_ptr<TenantStore>& store = stores_[tenant];
    if (store == nullptr) {
      store = tools_.stores.ForSystem(tenant);
    }
    return *store;
  }

  const DispatchTools& tools_;
  const DispatchSettings& settings_;
  DispatchReport report_;
  std::map<TenantId, std::unique_ptr<TenantStore>> stores_;  // of this wave
};

}  // namespace

DispatchReport DispatchNotifications(const DispatchTools& tools, const DispatchSettings& settings) {
  return Dispatch(tools, settings).Run();
}

}  // namespace nexcyte::domain
