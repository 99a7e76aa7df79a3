// Text messages: who gets them, and Twilio's callbacks about them, of which some are lost, some come
// twice and some in the wrong order.
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { kSuperuser, sql } from '../system/support/database.mjs';
import { standin } from '../system/support/portal.mjs';
import { postTwilio } from '../system/support/webhooks.mjs';

const kStatus = '/api/webhooks/twilio/status';

// Every other person of the crowd has proven a number and agreed.
export async function giveNumbers(people) {
  const first = randomInt(10_000_000, 90_000_000);
  const rows = people
    .filter((_, i) => i % 2 === 0)
    .map(({ email }, i) => `('${email}', '+49151${first + i}')`);
  await sql('update nx.nx_scheduler_settings set sms_enabled = true', kSuperuser);
  await sql(`update nx.nx_tenant_membership m
      set phone = given.phone, phone_verified_at = nx.now(), sms_consent_at = nx.now(),
          sms_consent_text = 'Yes'
    from (values ${rows.join(', ')}) given (email, phone) where m.email = given.email`, kSuperuser);
}

// More than there can come between two looks.
const newestTexts = () => standin('GET', '/inbox.json?channel=sms&newest=200');

// Our own id of a text, from the address that we gave for its callbacks.
export const ownIdOf = ({ variables }) => /nid=([0-9a-f-]{36})/.exec(variables.StatusCallback)?.[1];

// What happens to the callbacks of one text: [[status, ...] in the order of their arrival, name].
function fateOf(chance, share) {
  if (chance.happens(share)) return [[], 'lost'];
  if (chance.happens(share)) return [['sent', 'sent', 'delivered', 'delivered'], 'doubled'];
  if (chance.happens(share)) return [['delivered', 'sent'], 'reordered'];
  return [['sent', 'delivered'], null];
}

async function callBack(text, states) {
  const path = `${kStatus}?nid=${ownIdOf(text)}`;
  for (const MessageStatus of states) {
    const fields = { MessageSid: text.messageId, MessageStatus, To: String(text.to) };
    await postTwilio(path, fields).catch(() => {}); // nobody there: one more that is lost
  }
}

// Calls back until `isOver()`. Resolves to what was done to them: [[name, times]].
export async function callBacks(chance, share, isOver) {
  const told = new Set();
  const counts = new Map();
  while (!isOver()) {
    await wait(200);
    const texts = (await newestTexts()).filter(({ messageId }) => !told.has(messageId));
    for (const text of texts) {
      told.add(text.messageId);
      const [states, name] = fateOf(chance, share);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
      await callBack(text, states);
    }
  }
  return [...counts].map(([name, times]) => [`twilio.callback ${name}`, times]);
}
