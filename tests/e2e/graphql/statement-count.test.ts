import { buildGroups } from '../../support/build/group';
import type { GroupOptions } from '../../support/build/group-options';
import { buildMember, buildTeam, type TestMember, type TestTeam } from '../../support/build/organization';
import { buildRelease } from '../../support/build/release';
import { buildWorld, type World } from '../../support/build/world';
import { labelsOf as labels, tablesWritten, useCountedServer } from '../../support/counted-server';
import type { SentStatement } from '../../support/postgres-proxy';
import { useTestDatabase } from '../../support/test-database';

const MOST_STATEMENTS = 35;
const MUTATE = `
  mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
    bulkMutateIssues(ids: $ids, input: $input, options: $options) {
      operation { counts { requested changed } outcomes(first: 5) { nodes { status } } }
      issues(first: 5) { id status }
      userErrors { code message field }
    }
  }`;

interface Answer {
  bulkMutateIssues: { operation: { counts: { requested: number; changed: number } } | null; userErrors: unknown[] };
}
type Input = (people: { readonly owner: TestMember; readonly other: TestMember; readonly team: TestTeam }) => object;

const database = useTestDatabase();
const { server, transactionOf: committed } = useCountedServer(database);

let world: World;
let other: TestMember;
let largeTeam: TestTeam;
beforeAll(async () => {
  world = await buildWorld(database);
  const organizationId = world.organization.id;
  await buildRelease(database, 'first', { projects: [world.project] });
  other = await buildMember(database, { organizationId, teamIds: [world.team.id] });
  largeTeam = await buildTeam(database, { organizationId });
  await database.query(
    `with people as (
       insert into users (email, username, name)
       select name || '@example.com', name, name from (select $1 || '-crowd-' || n from generate_series(1, 120) n) c (name)
       returning id
     )
     insert into organization_members (organization_id, user_id, role) select $1::bigint, id, 'MEMBER' from people`,
    [organizationId],
  );
  await database.query(
    `insert into team_members (organization_id, team_id, user_id)
     select $1, $2, m.user_id from organization_members m join users u on u.id = m.user_id
     where m.organization_id = $1 and u.username like '%-crowd-%'`,
    [organizationId, largeTeam.id],
  );
  await database.query('insert into project_teams (organization_id, project_id, team_id) values ($1, $2, $3)', [
    organizationId,
    world.project.id,
    largeTeam.id,
  ]);
});

/** What goes over the wire from BEGIN to COMMIT when this many issues are changed in one call. */
async function transactionOf(
  input: Input,
  count: number,
  start: (index: number) => GroupOptions,
): Promise<readonly SentStatement[]> {
  const groups = await buildGroups(database, count, { project: world.project, each: start });
  const variables = {
    ids: groups.map(({ id }) => id),
    input: input({ owner: world.owner, other, team: largeTeam }),
    options: { errorPolicy: 'SKIP_INVALID' },
  };
  return committed(async () => {
    const answer = await server.graphql<Answer>(MUTATE, variables, world.token.token);
    expect(answer.errors).toEqual([]);
    expect(answer.data.bulkMutateIssues.userErrors).toEqual([]);
    expect(answer.data.bulkMutateIssues.operation?.counts.requested).toBe(count);
    expect(answer.data.bulkMutateIssues.operation?.counts.changed).toBeGreaterThanOrEqual(count * 0.6);
  });
}

function expectFewWrites(transaction: readonly SentStatement[]): void {
  const crowded = transaction.filter(({ text }) => tablesWritten(text).size > 2).map(({ label }) => label);
  expect(crowded).toEqual([]);
  expect(transaction.some(({ text }) => tablesWritten(text).has('groups'))).toBe(true);
}

function print(name: string, counts: Readonly<Record<number, number>>): void {
  const line = Object.entries(counts).map(([issues, statements]) => `${issues} issues: ${statements}`);
  process.stdout.write(`  statements from BEGIN to COMMIT, ${name}: ${line.join(', ')}\n`);
}

test('A4 status, priority, assignee and inbox take the same few statements for 1, 100 and 1,000 issues', async () => {
  const input: Input = () => ({
    status: 'RESOLVED',
    priority: 'HIGH',
    assignedTo: { user: other.id },
    inbox: false,
  });
  const one = await transactionOf(input, 1, () => ({}));
  const hundred = await transactionOf(input, 100, () => ({}));
  const thousand = await transactionOf(input, 1_000, () => ({}));
  print('status + priority + assignee + inbox', { 1: one.length, 100: hundred.length, 1000: thousand.length });
  expect(labels(one)).toEqual(expect.arrayContaining(['START TRANSACTION', 'lock-groups', 'update-groups', 'COMMIT']));
  expect(labels(hundred)).toEqual(labels(one));
  expect(labels(thousand)).toEqual(labels(one));
  expect(one.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  expectFewWrites(thousand);
});

test('A4 a discard takes the same few statements for 1 and 250 issues, their jobs included', async () => {
  const discard: Input = () => ({ discard: true });
  const one = await transactionOf(discard, 1, () => ({}));
  const many = await transactionOf(discard, 250, () => ({}));
  print('discard', { 1: one.length, 250: many.length });
  expect(labels(one)).toEqual(expect.arrayContaining(['bury-hashes', 'insert-deletion-audit', 'add-jobs']));
  expect(labels(many)).toEqual(labels(one));
  expect(one.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  expectFewWrites(many);
});

const anHourAgo = new Date(Date.now() - (Date.now() % 3_600_000) - 3_600_000);
const inAWeek = new Date(Date.now() + 7 * 86_400_000);
/** Ten kinds of issues, over and over. */
const mixture = (index: number): GroupOptions => {
  const kinds: GroupOptions[] = [
    {},
    { substatus: 'ONGOING', inbox: null, assignee: { userId: other.id } },
    { substatus: 'ESCALATING', assignee: { teamId: largeTeam.id }, priority: 'HIGH', priorityLockedAt: new Date(0) },
    { substatus: 'REGRESSED', assignee: { userId: world.owner.id }, subscriptions: [{ userId: world.owner.id }] },
    { status: 'RESOLVED', assignee: { teamId: world.team.id } },
    { status: 'IGNORED' },
    { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { until: inAWeek } },
    { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { count: 5, timesSeenBaseline: 1 } },
    { priority: null, subscriptions: [{ userId: other.id, reason: 'ASSIGNED' }], assignee: { userId: other.id } },
    { status: 'RESOLVED', openPeriod: false, inbox: { reason: 'MANUAL' } },
  ];
  return kinds[index % kinds.length] ?? {};
};

const archived = (): GroupOptions => ({ status: 'IGNORED', assignee: { userId: other.id } });
const CASES: { name: string; input: Input; start: (index: number) => GroupOptions }[] = [
  {
    name: 'archive with conditions',
    input: () => ({ status: 'IGNORED', statusDetails: { ignoreCount: 100, ignoreWindow: 60 } }),
    start: () => ({}),
  },
  { name: 'reopen', input: () => ({ status: 'UNRESOLVED' }), start: () => ({ status: 'RESOLVED' }) },
  {
    name: 'unassign from a team',
    input: () => ({ assignedTo: null }),
    start: () => ({ assignee: { teamId: world.team.id } }),
  },
  { name: 'assign to a large team', input: ({ team }) => ({ assignedTo: { team: team.id } }), start: archived },
  { name: 'merge', input: () => ({ merge: true }), start: () => ({}) },
  { name: 'substatus', input: () => ({ substatus: 'ONGOING' }), start: () => ({ substatus: 'NEW' }) },
  {
    name: 'resolve, prioritise and assign to a team, from all kinds of states',
    input: ({ team }) => ({ status: 'RESOLVED', priority: 'HIGH', assignedTo: { team: team.id } }),
    start: mixture,
  },
  {
    name: 'reopen into the inbox and unassign, from all kinds of states',
    input: () => ({ status: 'UNRESOLVED', inbox: true, assignedTo: null }),
    start: mixture,
  },
  {
    name: 'archive until escalating, from all kinds of states',
    input: () => ({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' }),
    start: (index) => ({ ...mixture(index), hourlyCounts: [{ hour: anHourAgo, events: index % 5 }] }),
  },
  {
    name: 'resolve in the next release, from all kinds of states',
    input: () => ({ status: 'RESOLVED_IN_NEXT_RELEASE' }),
    start: mixture,
  },
  {
    name: 'archive for a while, from all kinds of states',
    input: () => ({ status: 'IGNORED', statusDetails: { ignoreDuration: 60 }, priority: 'LOW' }),
    start: mixture,
  },
];

test.each(CASES)('A4 $name: as many statements for 1,000 issues as for 100', async ({ name, input, start }) => {
  const hundred = await transactionOf(input, 100, start);
  const thousand = await transactionOf(input, 1_000, start);
  print(name, { 100: hundred.length, 1000: thousand.length });
  expect(labels(thousand)).toEqual(labels(hundred));
  expect(hundred.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  expectFewWrites(thousand);
});
