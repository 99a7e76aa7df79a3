#include "views/admin_outbox.h"

#include <algorithm>
#include <array>

#include "domain/time.h"
#include "views/admin_outbox.tpl.varnames.h"
#include "views/message_words.h"
#include "views/template_values.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

using domain::OutboxCounts;
using domain::OutboxEntry;
using domain::OutboxShelf;

// From when on a waiting message is worth a warning: a timer runs once a minute.
constexpr std::chrono::minutes kLate{5};

struct ShelfWords {
  OutboxShelf shelf;
  const char* label;
  const char* explanation;
  const char* empty;
};

constexpr std::array<ShelfWords, 5> kShelves = {{
    {OutboxShelf::kWaiting, "Waiting", "These leave by themselves when they are due.",
     "Nothing is waiting"},
    {OutboxShelf::kUncertain, "In doubt",
     "The provider gave no clear answer. We look them up before anything is sent again.",
     "Nothing is in doubt"},
    {OutboxShelf::kDead, "Not sent", "These will not leave by themselves any more.",
     "Everything has left"},
    {OutboxShelf::kBounced, "Not delivered",
     "These left, and the provider reports that they did not arrive.", "Nothing has come back"},
    {OutboxShelf::kSuppressed, "Held back",
     "Their recipients want no such messages, or cannot have any.", "Nothing is held back"},
}};

const ShelfWords& WordsOf(OutboxShelf shelf) {
  for (const ShelfWords& words : kShelves) {
    if (words.shelf == shelf) {
      return words;
    }
  }
  return kShelves.front();
}

std::string CountWords(std::int64_t count) {
  return count < OutboxCounts::kMostCounted ? std::to_string(count)
                                            : std::to_string(OutboxCounts::kMostCounted) + "+";
}

void ShowTabs(ctemplate::TemplateDictionary& values, const AdminOutboxPage& page) {
  for (const ShelfWords& words : kShelves) {
    auto* tab = values.AddSectionDictionary(kao_TAB);
    tab->SetValue(kao_TAB_WORD, Text(domain::ToString(words.shelf)));
    tab->SetValue(kao_TAB_LABEL, words.label);
    tab->SetValue(kao_TAB_COUNT, CountWords(page.view.counts.Of(words.shelf)));
    if (words.shelf == page.shelf) {
      tab->ShowSection(kao_TAB_CURRENT);
    }
  }
}

void ShowTrouble(ctemplate::TemplateDictionary& values, const AdminOutboxPage& page) {
  for (const domain::ChannelPause& pause : page.view.pauses) {
    auto* section = values.AddSectionDictionary(kao_PAUSE);
    section->SetValue(kao_PAUSE_CHANNEL, Text(ChannelWords(pause.channel)));
    section->SetValue(kao_PAUSE_REASON, FailureWords(pause.reason));
  }
  for (const domain::StaffPause& pause : page.view.staff_pauses) {
    auto* section = values.AddSectionDictionary(kao_STOPPED);
    section->SetValue(kao_STOPPED_CHANNEL, Text(ChannelWords(pause.channel)));
    section->SetValue(kao_STOPPED_BY, pause.actor_name);
    section->SetValue(kao_STOPPED_AT, MachineTime(pause.since));
    section->SetValue(kao_STOPPED_SINCE, DateAndTime(pause.since, page.clock));
  }
  const auto& oldest = page.view.counts.oldest_due;
  if (oldest && page.now - *oldest >= kLate) {
    const auto late = std::chrono::duration_cast<std::chrono::seconds>(page.now - *oldest);
    values.SetValueAndShowSection(kao_LATE_BY, Wait(late), kao_LATE);
  }
}

bool IsStopped(const AdminOutboxPage& page, domain::Channel channel) {
  return std::ranges::any_of(page.view.staff_pauses, [channel](const domain::StaffPause& pause) {
    return pause.channel == channel;
  });
}

void ShowSwitches(ctemplate::TemplateDictionary& values, const AdminOutboxPage& page) {
  for (const domain::Channel channel : {domain::Channel::kEmail, domain::Channel::kSms}) {
    const bool is_stopped = IsStopped(page, channel);
    auto* one = values.AddSectionDictionary(kao_SWITCH);
    one->SetValue(kao_SWITCH_CHANNEL, Text(domain::ToString(channel)));
    one->SetValue(kao_SHELF, Text(domain::ToString(page.shelf)));
    one->SetValue(kao_SWITCH_ACTION, is_stopped ? "resume" : "pause");
    one->SetValue(kao_SWITCH_LABEL,
                  (is_stopped ? "Resume " : "Pause ") + std::string(ChannelWords(channel)));
  }
}

// How long the oldest message has waited that is due, on the shelves of those that wait.
void ShowOldest(ctemplate::TemplateDictionary& values, const AdminOutboxPage& page) {
  const auto& oldest = page.view.counts.oldest_due;
  const bool waits = page.shelf == OutboxShelf::kWaiting || page.shelf == OutboxShelf::kUncertain;
  if (waits && oldest && *oldest <= page.now) {
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(page.now - *oldest);
    values.SetValueAndShowSection(kao_OLDEST_AGE, Wait(age), kao_OLDEST);
  }
}

void ShowAction(ctemplate::TemplateDictionary& row, const OutboxEntry& entry, OutboxShelf shelf) {
  const bool may_requeue = domain::MayRequeue(entry, shelf);
  if (!may_requeue && !domain::MayDrop(entry, shelf)) {
    return;
  }
  auto* action = row.AddSectionDictionary(kao_ACTION);
  action->SetValue(kao_ID, entry.id.str());
  action->SetValue(kao_SHELF, Text(domain::ToString(shelf)));
  action->SetValue(kao_ACTION_WORD, may_requeue ? "requeue" : "drop");
  action->SetValue(kao_ACTION_LABEL, may_requeue ? "Send again" : "Do not send");
}

void AddEntry(ctemplate::TemplateDictionary& list, const OutboxEntry& entry,
              const AdminOutboxPage& page) {
  auto* row = list.AddSectionDictionary(kao_ENTRY);
  const bool is_waiting = page.shelf == OutboxShelf::kWaiting;
  const domain::Timestamp at = is_waiting ? entry.due_at : entry.created_at;
  row->SetValue(kao_EVENT, EventWords(entry.event_key));
  row->SetValue(kao_CHANNEL, Text(ChannelWords(entry.channel)));
  row->SetValue(kao_RECIPIENT, entry.recipient);
  row->SetValue(kao_TIME_LABEL, is_waiting ? "Due" : "Written");
  row->SetValue(kao_TIME, MachineTime(at));
  row->SetValue(kao_TIME_WORDS, DateAndTime(at, page.clock));
  if (entry.attempt > 0) {
    row->SetValueAndShowSection(
        kao_TRIES_TEXT,
        entry.attempt == 1 ? "tried once" : "tried " + std::to_string(entry.attempt) + " times",
        kao_TRIES);
  }
  const std::string failure = FailureWords(entry.error);
  if (!failure.empty()) {
    row->SetValueAndShowSection(kao_FAILURE_TEXT, failure, kao_FAILURE);
  }
  ShowAction(*row, entry, page.shelf);
}

void ShowList(ctemplate::TemplateDictionary& values, const AdminOutboxPage& page) {
  const domain::OutboxPage& rows = page.view.page;
  if (rows.entries.empty()) {
    values.SetValueAndShowSection(kao_EMPTY_TITLE, WordsOf(page.shelf).empty, kao_EMPTY);
    return;
  }
  auto* some = values.AddSectionDictionary(kao_SOME);
  for (const OutboxEntry& entry : rows.entries) {
    AddEntry(*some, entry, page);
  }
  if (!rows.next_cursor.empty()) {
    auto* more = values.AddSectionDictionary(kao_MORE);
    more->SetValue(kao_SHELF, Text(domain::ToString(page.shelf)));
    more->SetValue(kao_CURSOR, rows.next_cursor);
  }
  if (page.shelf == OutboxShelf::kWaiting &&
      page.view.counts.waiting > static_cast<std::int64_t>(rows.entries.size())) {
    values.SetValueAndShowSection(kao_SHOWN, std::to_string(rows.entries.size()), kao_FIRST_ONLY);
  }
}

}  // namespace

std::string Render(const Renderer& renderer, const AdminOutboxPage& page) {
  const PageFrame frame{"admin_outbox.tpl", "Messages", Place::kAdminOutbox};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    ShowTrouble(values, page);
    ShowSwitches(values, page);
    ShowTabs(values, page);
    ShowOldest(values, page);
    values.SetValue(kao_EXPLANATION, WordsOf(page.shelf).explanation);
    ShowList(values, page);
  });
}

}  // namespace nexcyte::views
