#include "domain/use_cases/edit_templates.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "domain/error.h"
#include "domain/line_diff.h"
#include "domain/notification.h"
#include "domain/own_texts.h"
#include "domain/sms_text.h"
#include "domain/use_cases/allowance.h"

namespace nexcyte::domain {
namespace {

constexpr Allowance kTestsOfPerson{"template_test.person", 10, std::chrono::hours(1)};
constexpr std::chrono::hours kTestLife{1};
constexpr const char* kSomePurpose = "Intro call";
// Whoever sends in the end puts the real ones in; here nobody knows them.
constexpr const char* kSomeSender = "no-reply@example.com";
constexpr const char* kSomeMailDomain = "example.com";

void RequireKey(const TextsKey& key) {
  if (!MayWord(key)) {
    throw NotFound();
  }
}

std::string SubjectOf(const TextsKey& key) {
  return key.event_key + " " + std::string(ToString(key.channel));
}

AuditEntry EntryOf(const Actor& actor, const char* action, const TextsKey& key) {
  return {actor.user, action, SubjectOf(key), {}};
}

// A text is longer than the log takes; its versions have all of it.
void NoteFirstLine(AuditEntry& entry, std::string_view what, const std::string& before,
                   const std::string& after) {
  const std::vector<DiffLine> lines = DiffLines(before, after);
  const auto first = [&lines](DiffLine::Kind kind) {
    const auto found = std::ranges::find(lines, kind, &DiffLine::kind);
    return found == lines.end() ? std::string() : found->text;
  };
  NoteChange(entry, what, first(DiffLine::Kind::kRemoved), first(DiffLine::Kind::kAdded));
}

// What people were sent before, and what they are sent now; without an own text, the built-in one.
void NoteTexts(AuditEntry& entry, const std::optional<OwnTexts>& before,
               const std::optional<OwnTexts>& after) {
  const auto version = [](const auto& own) {
    return own ? std::to_string(own->version) : std::string("built-in");
  };
  const auto state = [](const auto& own) { return own && own->is_enabled ? "on" : "off"; };
  const TextsKey& key = before ? before->key : after->key;
  const MessageTexts built_in = DefaultTexts(key.event_key, key.channel);
  const MessageTexts& was = before ? before->texts : built_in;
  const MessageTexts& is = after ? after->texts : built_in;
  NoteChange(entry, "version", version(before), version(after));
  NoteChange(entry, "own_text", state(before), state(after));
  NoteChange(entry, "subject", was.subject, is.subject);
  NoteFirstLine(entry, "text", was.text, is.text);
  NoteFirstLine(entry, "html", was.html, is.html);
}

void RequireGood(const OwnTexts& texts, const SchedulingSettings& settings) {
  auto errors = CheckOwnTexts(texts.key, texts.texts, !settings.contact_phone.empty());
  if (!errors.empty()) {
    throw Error(ErrorCode::kInvalid, "invalid").With(std::move(errors));
  }
}

// What the made-up values need of the tenant.
struct Surroundings {
  HouseStyle style;
  std::string purpose_title;
};

Surroundings LoadSurroundings(TenantStore& store) {
  return store.Read([](UnitOfWork& unit) {
    const std::vector<EventType> types = unit.event_types().List();
    return Surroundings{
        {{unit.settings().Load(), unit.settings().LoadMessages()}, unit.branding().Load()},
        types.empty() ? kSomePurpose : types.front().title};
  });
}

// One way for the preview and the test: what is looked at is what is sent.
SampleMessage SampleOf(const TenantStore& store, const OwnTexts& texts, Sample sample,
                       const Surroundings& around, Timestamp now) {
  SampleMessage made = MakeSample(texts.key, sample, store.tenant(), around.purpose_title, now);
  made.material.own_texts = texts.texts;
  // Of an account_exists mail, the kind that the tenant words.
  if (texts.key.event_key == "account_exists") {
    made.message.secret.clear();
  }
  return made;
}

OutgoingMessage ComposeSample(const TenantStore& store, SampleMessage made,
                              const std::string& recipient, const Surroundings& around,
                              const std::string& base_domain, Timestamp now) {
  made.message.recipient = recipient;
  return ComposeMessage(made.message, made.material, store.tenant(), around.style,
                        {base_domain, kSomeSender, kSomeMailDomain}, now);
}

TemplatePreview PreviewOfSms(const Sms& sms, const std::string& whole) {
  TemplatePreview preview;
  preview.text = sms.body;
  preview.segments = SmsSegments(sms.body);
  preview.is_cut = SmsSegments(whole) > kMaxSmsSegments;
  return preview;
}

TemplatePreview PreviewOfMail(const Email& mail) {
  TemplatePreview preview;
  preview.from = mail.from_name;
  if (mail.from_address != kSomeSender) {
    preview.from += " <" + mail.from_address + ">";
  }
  preview.subject = mail.subject;
  preview.text = mail.text;
  preview.html = mail.html;
  return preview;
}

TemplatePreview PreviewOfNotice(const TenantStore& store, const SampleMessage& made,
                                const Surroundings& around, const std::string& base_domain,
                                Timestamp now) {
  MessageTexts notice = ComposeNotice(made.message, made.material, store.tenant(),
                                      around.style.settings.scheduling, base_domain, now);
  TemplatePreview preview;
  preview.subject = std::move(notice.subject);
  preview.text = std::move(notice.text);
  return preview;
}

MessageTexts BuiltIn(const TextsKey& key, const MailLook& look) {
  return key.channel == Channel::kEmail ? DefaultMail(key.event_key, look)
                                        : DefaultTexts(key.event_key, key.channel);
}

std::string OwnAddress(TenantStore& store, const Actor& actor, Channel channel) {
  if (channel == Channel::kEmail) {
    return actor.email;
  }
  if (channel == Channel::kInApp) {
    throw InvalidInput("channel", "A notice is shown in the portal only. Look at its preview.");
  }
  const PhoneState phone =
      store.Read([&actor](UnitOfWork& unit) { return unit.phones().Load(actor.user); });
  if (!phone.is_verified) {
    throw InvalidInput("channel",
                       "Confirm your phone number under Account first. Then a test can be sent "
                       "there.");
  }
  return phone.number;
}

}  // namespace

std::vector<TemplateRow> ListTemplates(TenantStore& store, const std::string& base_domain) {
  auto [own, branding] = store.Read(
      [](UnitOfWork& unit) { return std::pair(unit.templates().List(), unit.branding().Load()); });
  const MailLook look = LookOfMails(branding, PortalOf(store.tenant(), base_domain));
  std::vector<TemplateRow> rows;
  for (const std::string_view event : MessageEvents()) {
    for (const Channel channel : {Channel::kEmail, Channel::kSms, Channel::kInApp}) {
      TemplateRow row{{std::string(event), channel}, {}, std::nullopt};
      if (!MayWord(row.key)) {
        continue;
      }
      row.built_in = BuiltIn(row.key, look);
      const auto found = std::ranges::find(own, row.key, &OwnTexts::key);
      if (found != own.end()) {
        row.own = std::move(*found);
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

TemplateDetails ShowTemplate(TenantStore& store, const TextsKey& key,
                             const std::string& base_domain) {
  RequireKey(key);
  return store.Read([&](UnitOfWork& unit) {
    const MailLook look =
        LookOfMails(unit.branding().Load(), PortalOf(store.tenant(), base_domain));
    return TemplateDetails{key, BuiltIn(key, look), unit.templates().FindOwn(key),
                           unit.templates().ListVersions(key)};
  });
}

OwnTexts SaveTemplate(TenantStore& store, const Actor& actor, const OwnTexts& texts,
                      std::optional<std::int64_t> replaced) {
  RequireKey(texts.key);
  return store.Transact([&](UnitOfWork& unit) {
    RequireGood(texts, unit.settings().Load());
    const auto kept = unit.templates().FindOwn(texts.key);
    if (kept && kept->texts == texts.texts && kept->is_enabled == texts.is_enabled) {
      return *kept;
    }
    OwnTexts saved = texts;
    saved.version = unit.templates().Save(texts, replaced);
    AuditEntry entry = EntryOf(actor, "template.saved", texts.key);
    NoteTexts(entry, kept, saved);
    unit.audit().Append(entry);
    return saved;
  });
}

void RestoreDefault(TenantStore& store, const Actor& actor, const TextsKey& key,
                    std::int64_t version) {
  RequireKey(key);
  store.Transact([&](UnitOfWork& unit) {
    const auto kept = unit.templates().FindOwn(key);
    if (!kept) {
      return;
    }
    unit.templates().Remove(key, version);
    AuditEntry entry = EntryOf(actor, "template.restored", key);
    NoteTexts(entry, kept, std::nullopt);
    unit.audit().Append(entry);
  });
}

TemplatePreview PreviewTemplate(TenantStore& store, const Actor& actor, const OwnTexts& texts,
                                Sample sample, const std::string& base_domain, Timestamp now) {
  RequireKey(texts.key);
  const Surroundings around = LoadSurroundings(store);
  RequireGood(texts, around.style.settings.scheduling);
  const SampleMessage made = SampleOf(store, texts, sample, around, now);
  if (texts.key.channel == Channel::kInApp) {
    return PreviewOfNotice(store, made, around, base_domain, now);
  }
  const OutgoingMessage message = ComposeSample(store, made, actor.email, around, base_domain, now);
  if (const auto* sms = std::get_if<Sms>(&message)) {
    return PreviewOfSms(*sms, WholeText(made.message, made.material, store.tenant(),
                                        around.style.settings.scheduling, base_domain, now));
  }
  return PreviewOfMail(std::get<Email>(message));
}

std::string SendTest(TenantStore& store, Throttle& throttle, const Actor& actor,
                     const OwnTexts& texts, Sample sample, const std::string& base_domain,
                     Timestamp now) {
  RequireKey(texts.key);
  const Surroundings around = LoadSurroundings(store);
  RequireGood(texts, around.style.settings.scheduling);
  std::string recipient = OwnAddress(store, actor, texts.key.channel);
  CountTry(throttle, kTestsOfPerson, store.tenant(), actor.user.str());
  const MessageTexts test = TestOf(ComposeSample(store, SampleOf(store, texts, sample, around, now),
                                                 recipient, around, base_domain, now));
  store.Transact([&](UnitOfWork& unit) {
    unit.outbox().EnqueueTest(texts.key.channel, recipient, test, unit.Now() + kTestLife);
    unit.audit().Append(EntryOf(actor, "template.test_sent", texts.key));
  });
  return recipient;
}

}  // namespace nexcyte::domain
