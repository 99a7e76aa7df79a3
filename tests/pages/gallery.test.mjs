// The gallery has every page, each form as it is refused too, and each list when it is empty.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { kRoot, writeGallery } from './gallery.mjs';

let gallery;
before(() => {
  gallery = writeGallery();
});
after(() => gallery.remove());

const textOf = (path) => readFileSync(join(kRoot, path), 'utf8');
// Pages of whole documents: { header: its text }.
const pages = new Map(
  readdirSync(join(kRoot, 'views'))
    .filter((name) => name.endsWith('.h'))
    .map((name) => [name.slice(0, -2), textOf(`views/${name}`)])
    .filter(([, text]) => /^std::string Render\(const Renderer& \w+, const \w+Page& \w+\);/m.test(text)),
);
// Elsewhere they have another name.
const kAlso = { booking_cancel: ['desk_cancel'], reschedule_confirm: ['desk_move'], slot_picker: ['desk_slots'], slot_taken: ['desk_slot_taken'] };
const shown = (page) => {
  const names = [page, ...(kAlso[page] ?? [])];
  return gallery.names.filter((name) => names.some((one) => name === `${one}.html` || name.startsWith(`${one}_`)));
};

it('every page', () => {
  assert.ok(pages.size > 30, `${pages.size}`);
  assert.deepEqual([...pages.keys()].filter((page) => shown(page).length === 0), []);
});

it('every form as it is refused', () => {
  const forms = [...pages].filter(([, text]) => /^ {2}FormProblem problem\b/m.test(text)).map(([page]) => page);
  assert.ok(forms.length > 15, `${forms}`);
  const refused = (page) => shown(page).some((name) => readFileSync(join(gallery.folder, name), 'utf8').includes('role="alert"'));
  assert.deepEqual(forms.filter((page) => !refused(page)), []);
});

it('every list when there is nothing in it', () => {
  const kLists = { admin_audit: 'empty', admin_book_for: 'nobody', admin_bookings: 'of_nobody', admin_event_types: 'empty',
    admin_event_type_times: 'none', admin_members: 'empty', admin_outbox: 'empty', booking_list: 'empty',
    notice_list: 'empty', purpose_list: 'closed', slot_picker: 'empty', slot_taken: 'nothing_free' };
  const missing = Object.entries(kLists).filter(([page, state]) => !gallery.names.includes(`${page}_${state}.html`));
  assert.deepEqual(missing, []);
});
