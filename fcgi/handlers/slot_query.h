#ifndef NEXCYTE_FCGI_HANDLERS_SLOT_QUERY_H_
#define NEXCYTE_FCGI_HANDLERS_SLOT_QUERY_H_

#include <optional>
#include <string>

#include "domain/use_cases/slots.h"
#include "fcgi/context.h"
#include "views/booking_desk.h"
#include "views/slot_picker.h"
#include "views/slot_taken.h"

namespace nexcyte::fcgi {

// What `?from=&tz=&view=` asks for, of a slot page.
struct SlotQuery {
  std::chrono::year_month_day from;
  std::string time_zone;
  views::SlotView view = views::SlotView::kWeek;
  std::optional<domain::Timestamp> start;  // of a move: the time that was chosen
};

// Throws kInvalid for a zone, day or view that is none.
SlotQuery ReadSlotQuery(const Context& context, const Request& request);

// The page of free times for the desk's attendee. `moving`: those that a booking could be moved to.
views::SlotPickerPage PickerOf(Context& context, const SlotQuery& query,
                               const views::BookingDesk& desk, const std::string& purpose,
                               const std::optional<domain::Booking>& moving);

// The attendee's enabled purpose of that name; throws kNotFound purpose_unknown.
domain::EventType PurposeOf(const Context& context, const views::BookingDesk& desk,
                            const std::string& purpose);

// The person's own desk.
views::BookingDesk OwnDesk(const Context& context);

// 409: the time is gone; the next free ones for the attendee of the page's desk.
Response SlotTaken(Context& context, const domain::Error& error, views::SlotTakenPage page);

// Whether a refusal means that another time has to be chosen.
bool MeansAnotherTime(const domain::Error& error);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_HANDLERS_SLOT_QUERY_H_
