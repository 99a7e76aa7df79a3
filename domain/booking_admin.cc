#include "domain/booking_admin.h"

#include <algorithm>
#include <utility>

namespace nexcyte::domain {
namespace {

// What the host made of a booking by bringing it into this state.
std::optional<BookingAct::What> WhatLedTo(std::string_view status) {
  using What = BookingAct::What;
  if (status == "scheduled") {
    return What::kApproved;
  }
  if (status == "cancelled") {
    return What::kCancelled;
  }
  return status == "rejected" ? std::optional(What::kDeclined) : std::nullopt;
}

// `next`: the state that followed this one.
std::optional<BookingAct> HostsAct(const BookingHistoryEntry& entry, std::string_view next) {
  BookingAct act;
  act.outcome = IntentOutcome::kDone;
  act.reason = entry.reason;
  act.at = entry.at;
  if (entry.status == "rescheduled") {
    act.what = BookingAct::What::kMoved;
    act.old_start = entry.start;
    return act;
  }
  const auto what = WhatLedTo(next);
  if (!what || next == entry.status) {
    return std::nullopt;  // Another room, say.
  }
  act.what = *what;
  return act;
}

// Bookings that were written without anything being asked here still began some time.
BookingAct Beginning(const Booking& booking) {
  BookingAct act;
  act.outcome = IntentOutcome::kDone;
  act.at = booking.created_at;
  return act;
}

}  // namespace

std::vector<BookingAct> TimelineOf(const Booking& booking,
                                   const std::vector<BookingHistoryEntry>& history,
                                   std::vector<BookingAct> asked) {
  const bool has_beginning = std::ranges::any_of(
      asked, [](const BookingAct& act) { return act.what == BookingAct::What::kBooked; });
  if (!has_beginning) {
    asked.push_back(Beginning(booking));
  }
  for (std::size_t i = 0; i < history.size(); ++i) {
    const std::string_view next =
        i + 1 < history.size() ? std::string_view(history[i + 1].status) : ToString(booking.status);
    if (!history[i].actor) {
      if (auto act = HostsAct(history[i], next)) {
        asked.push_back(std::move(*act));
      }
    }
  }
  std::ranges::stable_sort(asked, {}, &BookingAct::at);
  return asked;
}

}  // namespace nexcyte::domain
