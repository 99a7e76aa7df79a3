#ifndef NEXCYTE_TESTS_VIEWS_SAMPLE_H_
#define NEXCYTE_TESTS_VIEWS_SAMPLE_H_

#include <string>
#include <vector>

#include "domain/booking.h"
#include "domain/event_type.h"
#include "domain/membership.h"
#include "domain/outbox_admin.h"
#include "domain/reservation.h"
#include "domain/slot.h"
#include "domain/web_session.h"
#include "views/layout.h"
#include "views/local_clock.h"

// Data that pages are shown with: in tests, and in the gallery that one looks at.
namespace nexcyte::views::sample {

// Throws for a text that is not RFC 3339.
domain::Timestamp At(const std::string& text);

template <class Id>
Id IdOf(char digit) {
  return *Id::Parse(std::string(8, digit) + "-0000-4000-8000-" + std::string(12, digit));
}

// Monday, 23 November 2026, 09:00 in Berlin.
domain::Timestamp Now();
LocalClock Berlin();

Layout Visitor();
Layout Member();
Layout Admin();

domain::EventType IntroCall();
domain::EventType Support();  // needs approval
domain::Booking Scheduled();  // Thursday, 26 November 2026, 14:30 in Berlin
domain::Booking WithStatus(domain::BookingStatus status);
domain::Reservation Held();
domain::Membership Person();
std::vector<domain::WebSession> Devices();  // the first is id `1`
domain::OutboxEntry OutboxRow();            // a mail about Scheduled() that was refused

// Half hours from 09:00 to 17:00 of the weekdays in the week of Now().
domain::SlotsByDay Week();

}  // namespace nexcyte::views::sample

#endif  // NEXCYTE_TESTS_VIEWS_SAMPLE_H_
