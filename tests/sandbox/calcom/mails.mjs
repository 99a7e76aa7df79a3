// The mails that Cal.com itself sends about a booking unless the event type has them switched off.
// They go to the inbox, so that tests can prove that there are none.

import { DateTime } from 'luxon';

const kFrom = 'Cal.com <notifications@cal.com>';
const kSubjects = {
  BOOKING_CREATED: 'Confirmed',
  BOOKING_REQUESTED: 'Awaiting approval',
  BOOKING_RESCHEDULED: 'Rescheduled',
  BOOKING_CANCELLED: 'Cancelled',
  BOOKING_REJECTED: 'Declined',
};

export function sendOwnMails(inbox, store, trigger, booking) {
  const eventType = store.eventTypes.get(booking.eventTypeId);
  const settings = eventType.emailSettings ?? {};
  const hosts = booking.hostIds.map((id) => store.users.get(id));
  if (!settings.disableEmailsToAttendees) send(inbox, trigger, booking, booking.attendees);
  if (!settings.disableEmailsToHosts) send(inbox, trigger, booking, hosts);
}

function send(inbox, trigger, booking, people) {
  for (const { name, email, timeZone } of people) {
    const start = DateTime.fromMillis(booking.start, { zone: timeZone });
    const when = start.toFormat("cccc, d LLLL yyyy, HH:mm '('z')'");
    inbox.add({
      channel: 'email',
      provider: 'calcom',
      from: kFrom,
      to: [email],
      subject: `${kSubjects[trigger]}: ${booking.title}`,
      text: `${name}\n\n${booking.title}\n${when}\n`,
    });
  }
}
