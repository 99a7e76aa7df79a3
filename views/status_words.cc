#include "views/status_words.h"

#include "domain/error.h"

namespace nexcyte::views {

const StatusWords& WordsOf(domain::BookingStatus status) {
  using domain::BookingStatus;
  static constexpr StatusWords kPending{"Checking", "wait", ""};
  static constexpr StatusWords kScheduled{"Confirmed", "good", ""};
  static constexpr StatusWords kRequested{
      "Waiting for approval", "wait",
      "We have your request. You get a mail as soon as it is confirmed or declined."};
  static constexpr StatusWords kCancelled{"Cancelled", "quiet", ""};
  static constexpr StatusWords kRejected{"Declined", "bad",
                                         "This time could not be accepted. Please choose another."};
  static constexpr StatusWords kFailed{"Not booked", "bad",
                                       "This booking did not go through. Nothing is booked."};
  switch (status) {
    case BookingStatus::kPending:
      return kPending;
    case BookingStatus::kScheduled:
      return kScheduled;
    case BookingStatus::kRequested:
      return kRequested;
    case BookingStatus::kCancelled:
      return kCancelled;
    case BookingStatus::kRejected:
      return kRejected;
    case BookingStatus::kFailed:
      return kFailed;
  }
  throw domain::Error(domain::ErrorCode::kInternal, "internal", "unknown booking status");
}

bool IsBeingChecked(const domain::BookingSummary& booking) {
  return booking.status == domain::BookingStatus::kPending || booking.open_intent.has_value();
}

std::string_view HistoryWord(std::string_view status) {
  if (status == "rescheduled") {
    return "Moved from";
  }
  const auto known = domain::ParseBookingStatus(status);
  return known ? WordsOf(*known).text : "Changed from";
}

}  // namespace nexcyte::views
