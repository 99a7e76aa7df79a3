// The data with which recordings of a real server begin: its users, their keys, nothing else.

const kUsers = [
  { id: 1, name: 'Alice Example', username: 'alice', email: 'alice@example.com' },
  { id: 2, name: 'Bob Example', username: 'bob', email: 'bob@example.com' },
];

export function seedReplay(store) {
  for (const user of kUsers) {
    store.users.set(user.id, {
      ...user,
      timeZone: 'Europe/London',
      weekStart: 'Sunday',
      defaultScheduleId: null,
      organizationId: null,
    });
    store.keys.set(`cal_replay_${user.username}`, { userId: user.id, expired: false });
  }
  store.keys.set('cal_replay_expired', { userId: 1, expired: true });
  store.videoLinks = false;
}
