#include <string>

#include "domain/time_zone.h"
#include "views/admin_bookings.h"
#include "views/csv.h"
#include "views/status_words.h"
#include "views/when.h"

namespace nexcyte::views {
namespace {

// As spreadsheets read it: `2026-11-23 14:30`.
std::string Sortable(domain::Timestamp at, const LocalClock& clock) {
  return domain::FormatDay(domain::LocalDay(at, clock.time_zone)) + " " +
         domain::FormatLocalTime(at, clock.time_zone, domain::HourCycle::k24);
}

}  // namespace

std::string BookingsAsCsv(const domain::StaffList& list, const LocalClock& clock) {
  const std::string zone = " (" + clock.time_zone + ")";
  Csv csv({"Start" + zone, "End" + zone, "Start (UTC)", "State", "Purpose", "Name", "E-mail",
           "Phone", "Attendee's time zone", "Notes", "Reason", "Booked on" + zone, "Booking"});
  for (const domain::Booking& booking : list.page.bookings) {
    csv.Add({Sortable(booking.time.start, clock), Sortable(booking.time.end, clock),
             MachineTime(booking.time.start), WordsOf(booking.status).text,
             PurposeTitle(list, booking.purpose), booking.attendee_name, booking.attendee_email,
             booking.attendee_phone, booking.time_zone, booking.notes, booking.reason,
             Sortable(booking.created_at, clock), booking.id.str()});
  }
  return csv.Take();
}

}  // namespace nexcyte::views
