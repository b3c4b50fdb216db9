import { refused, type ExpectedError, type HostileCase } from './hostile-case';
import type { HostileWorld } from './hostile-world';

type Named = Readonly<Record<string, unknown>>;

const ONE: ExpectedError = ['INVALID_INPUT', 'input.assignedTo', 'Give exactly one of user, team, email and username.'];
const NOBODY: ExpectedError = [
  'ACTOR_NOT_FOUND',
  'input.assignedTo',
  'There is no such user or team in this organization.',
];

const badly = (name: string, assignedTo: Named): HostileCase =>
  refused(`assignedTo: ${name}`, { input: { assignedTo } }, ONE);

/** Whoever cannot be assigned because there is no such actor, or must not be known: one answer for all. */
export const UNKNOWN_ACTORS: readonly (readonly [string, (world: HostileWorld) => Named])[] = [
  ['an unknown user', () => ({ user: '9223372036854775807' })],
  ['a user id beyond 64 bits', () => ({ user: '9223372036854775808' })],
  ['a malformed user id', () => ({ user: '01' })],
  ['SQL for a user id', () => ({ user: '1 or 1=1' })],
  ['a NUL character for a user id', () => ({ user: '\0' })],
  ['a user of another organization', ({ foreign }) => ({ user: foreign.owner.id })],
  ['a member who left', ({ inactive }) => ({ user: inactive.id })],
  ['an unknown team', () => ({ team: '9223372036854775807' })],
  ['a malformed team id', () => ({ team: 'platform' })],
  ['a negative team id', () => ({ team: -1 })],
  ['a team of another organization', ({ foreign }) => ({ team: foreign.team.id })],
  ['an unknown username', () => ({ username: 'nobody' })],
  ['an empty username', () => ({ username: '' })],
  ['SQL for a username', () => ({ username: "'; drop table users; --" })],
  ['a wildcard for a username', () => ({ username: '%' })],
  ['a NUL character in a username', () => ({ username: 'a\0b' })],
  ['half a character for a username', () => ({ username: '\ud800' })],
  ['a username of a million characters', () => ({ username: 'x'.repeat(1_000_000) })],
  ['the username of a user of another organization', ({ foreign }) => ({ username: foreign.owner.username })],
  ['the username of a member who left', ({ inactive }) => ({ username: inactive.username })],
  ['an unknown e-mail address', () => ({ email: 'nobody@example.com' })],
  ['the e-mail address of a user of another organization', ({ foreign }) => ({ email: foreign.owner.email })],
  ['the e-mail address of a member who left', ({ inactive }) => ({ email: inactive.email })],
];

/** Mistakes in `assignedTo`. */
export const ASSIGNEE_CASES: readonly HostileCase[] = [
  badly('nobody and nothing', {}),
  badly('only nulls', { user: null, team: null, email: null, username: null }),
  badly('a user and a team', { user: '1', team: '1' }),
  badly('all four', { user: '1', team: '1', email: 'a@example.com', username: 'a' }),
  ...UNKNOWN_ACTORS.map(([name, assignedTo]) =>
    refused(`assignedTo: ${name}`, (world) => ({ input: { assignedTo: assignedTo(world) } }), NOBODY),
  ),
  refused(
    'T10 a member who does not see the project',
    ({ outsiderId }) => ({ input: { assignedTo: { user: outsiderId } } }),
    ['ACTOR_NOT_MEMBER', 'input.assignedTo', 'The assignee has no access to the project of this issue.'],
  ),
];
