import type { MutationInput } from '../../../src/domain/attributes/read-input';
import type { BulkAnswer } from '../use-bulk-mutation';
import { oneOf, someIssues, type HourWorld } from './hour-world';

type Part = (world: HourWorld) => MutationInput;

/** Ways to give a status; most of them are likely to apply. */
const STATUSES: readonly [MutationInput, ...MutationInput[]] = [
  { status: 'RESOLVED' },
  { status: 'RESOLVED' },
  { status: 'UNRESOLVED' },
  { status: 'UNRESOLVED', substatus: 'ESCALATING' },
  { substatus: 'ONGOING' },
  { status: 'IGNORED' },
  { status: 'IGNORED', statusDetails: { ignoreDuration: 5 } },
  { status: 'IGNORED', statusDetails: { ignoreCount: 3 } },
  { status: 'IGNORED', statusDetails: { ignoreCount: 4, ignoreWindow: 10 } },
  { status: 'IGNORED', statusDetails: { ignoreUserCount: 2, ignoreDuration: 30 } },
  { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' },
  { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { ignoreCount: 2 } },
  { status: 'RESOLVED_IN_NEXT_RELEASE' },
  { status: 'RESOLVED', statusDetails: { inNextRelease: true } },
  { status: 'RESOLVED', statusDetails: { inUpcomingRelease: true } },
  { status: 'RESOLVED', statusDetails: { inRelease: 'latest' } },
  { status: 'RESOLVED', statusDetails: { inFutureRelease: 'app@1.99.0' } },
  { status: 'RESOLVED', statusDetails: { inCommit: { commit: 'c0', repository: 'acme/app' } } },
];

const flag =
  (key: 'hasSeen' | 'isBookmarked' | 'isSubscribed' | 'isPublic' | 'inbox'): Part =>
  ({ random }) => ({ [key]: random(3) > 0 });

const PARTS: readonly [Part, ...Part[]] = [
  ({ random }) => oneOf(random, STATUSES),
  ({ random }) => oneOf(random, STATUSES),
  ({ random }) => ({ priority: oneOf(random, ['LOW', 'MEDIUM', 'HIGH']) }),
  ({ random, owner, other, team }) => ({
    assignedTo: oneOf(random, [{ user: owner.id }, { user: other.id }, { team: team.id }, null]),
  }),
  ...(['hasSeen', 'isBookmarked', 'isSubscribed', 'isPublic', 'inbox'] as const).map(flag),
];

/** Changes one or two attributes of a few issues. */
export async function change(world: HourWorld): Promise<void> {
  const { random } = world;
  const parts = Array.from({ length: 1 + random(2) }, () => oneOf(random, PARTS)(world));
  await call(world, Object.assign({}, ...parts) as MutationInput);
}

/** Merges a few issues, together with something else now and then. */
export async function merge(world: HourWorld): Promise<void> {
  await call(world, { merge: true, ...(world.random(4) === 0 ? { isBookmarked: true } : {}) });
}

/** Lets go of issues and of what comes after them. */
export async function discard(world: HourWorld): Promise<void> {
  await call(world, { discard: true });
}

/** Lets go of issues. */
export async function remove(world: HourWorld): Promise<void> {
  const ids = await someIssues(world);
  if (ids.length === 0) return;
  keep(world, await world.bulk.delete(oneOf(world.random, [world.token]), { ids, options: optionsOf(world) }));
}

/** Takes back something that was done a short while ago, undos included. */
export async function undo(world: HourWorld): Promise<void> {
  const { operations, random, bulk, token } = world;
  const id = operations.at(-1 - random(6));
  if (id !== undefined) keep(world, await bulk.undo(token, id, { dryRun: random(8) === 0 }));
}

async function call(world: HourWorld, input: MutationInput): Promise<void> {
  const { bulk, random, tokens, token } = world;
  const ids = await someIssues(world);
  if (ids.length > 0)
    keep(world, await bulk.call(oneOf(random, [token, ...tokens]), { ids, input, options: optionsOf(world) }));
}

function optionsOf({ random }: HourWorld): { errorPolicy: 'SKIP_INVALID' | 'ALL_OR_NOTHING'; dryRun: boolean } {
  return { errorPolicy: random(5) === 0 ? 'ALL_OR_NOTHING' : 'SKIP_INVALID', dryRun: random(12) === 0 };
}

/** What was refused has left nothing to take back. */
function keep({ operations, done }: HourWorld, { problems, operationId, counts, record }: BulkAnswer): void {
  if (problems.length > 0) return;
  operations.push(operationId);
  const what = `${String(record['kind'])} with a change`;
  if ((counts['changed'] ?? 0) > 0 && record['dry_run'] !== true) done.set(what, (done.get(what) ?? 0) + 1);
}
