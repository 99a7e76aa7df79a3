// The teams of the key's user, /v2/teams. An organization is a team of teams: those who administer
// it are members of it, and it stands in their list.

import { json } from '../http.mjs';

export function listTeams(app, request, user) {
  const { store } = app;
  const mine = [...store.organizations.values()].filter(({ adminIds }) => adminIds.includes(user.id));
  const data = mine.flatMap((organization) => [
    teamView(organization, true),
    ...[...store.teams.values()]
      .filter(({ organizationId }) => organizationId === organization.id)
      .map((team) => ({ ...teamView(team, false), parentId: organization.id })),
  ]);
  return json(200, { status: 'success', data });
}

function teamView({ id, slug, name }, isOrganization) {
  return { id, name, slug, isOrganization, isPrivate: false, timeZone: 'Europe/London', weekStart: 'Sunday' };
}
