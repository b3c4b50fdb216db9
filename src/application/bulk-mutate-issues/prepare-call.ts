import { randomUUID } from 'node:crypto';
import type { ChangeSet } from '../../domain/attributes/changes';
import { prepareChanges } from '../../domain/attributes/registry';
import type { FreshIdentifiers } from '../../domain/attributes/strategy';
import type { PreparedCall } from '../../domain/bulk/judge-issue';
import { settleSet } from '../../domain/bulk/settle-set';
import type { Problem } from '../../domain/problem';
import type { IssueState } from '../../domain/state/issue-state';
import { drawActivityIds, drawTombstoneIds } from '../../persistence/read/draw-identifiers';
import type { LockedGroup } from '../../persistence/read/lock-groups';
import { readActingUser } from '../../persistence/read/read-acting-user';
import { readIssueStates } from '../../persistence/read/read-issue-states';
import type { Executor } from '../../persistence/statement';
import { factReader } from './fact-reader';
import type { Call } from './read-call';
import type { SelectedIssues } from './select-issues';
import type { SetFacts } from './stored-request';

interface CallToPrepare {
  readonly call: Call;
  readonly selected: SelectedIssues;
  readonly operationId: string;
  readonly now: Date;
  readonly settings: { readonly mergeEventLimit: number };
  /** Where these issues are a part of a larger set. */
  readonly facts?: SetFacts;
}

/** Everything that the decision needs. */
export interface Preparation {
  /** What the attributes refer to and does not exist; then nothing else counts. */
  readonly problems: readonly Problem[];
  /** By id, the selected issues only. */
  readonly states: ReadonlyMap<string, IssueState>;
  readonly call: PreparedCall;
}

/** Reads everything that the decision needs: the states of the locked issues, and what the attributes refer to. */
export async function prepareCall(tx: Executor, request: CallToPrepare): Promise<Preparation> {
  const prepared = await readCallFacts(tx, request);
  if (prepared.problems.length > 0) return prepared;
  return { ...prepared, ...settleSet(prepared.call, [...prepared.states.values()], request.settings) };
}

async function readCallFacts(tx: Executor, request: CallToPrepare): Promise<Preparation> {
  const { call, selected, operationId, now, facts } = request;
  const { organizationId } = call.access;
  const { options } = call.command;
  const userId = call.caller.user?.id ?? null;
  const locked = [...selected.locked.values()].filter(({ id }) => selected.inside.has(id));
  const acting = readActingUser(tx, organizationId, userId);
  const changes = await prepareChanges({
    changes: call.changes,
    actor: acting,
    read: factReader(tx, { organizationId, locked, now, projectIds: facts?.projectIds ?? null }),
  });
  const actor = await acting;
  const rows = new Set(changes.flatMap(({ reads }) => reads));
  const [states, fresh] = await Promise.all([
    readIssueStates(tx, { organizationId, locked, userId, rows }),
    drawIdentifiers(tx, call.changes, locked),
  ]);
  return {
    problems: changes.flatMap(({ problems }) => problems),
    states: new Map(states.map((state) => [state.id, state])),
    call: {
      changes,
      expectation: {
        unchangedSince: options.unchangedSince ?? null,
        versions: new Map(options.expectedVersions?.map(({ id, version }) => [id, version])),
      },
      scope: {
        actor,
        now,
        operationId,
        changes: call.changes,
        single: facts?.single ?? locked.length === 1,
        fresh,
      },
    },
  };
}

async function drawIdentifiers(
  tx: Executor,
  { status, isPublic, discard }: ChangeSet,
  locked: readonly LockedGroup[],
): Promise<FreshIdentifiers> {
  const activityIds = await drawActivityIds(tx, status?.kind === 'resolve' ? locked.length : 0);
  const shareIds = isPublic === true ? locked.map(() => randomUUID().replaceAll('-', '')) : [];
  const tombstoneIds = await drawTombstoneIds(tx, discard === true ? locked.length : 0);
  return {
    activityIds: byIssue(locked, activityIds),
    shareIds: byIssue(locked, shareIds),
    tombstoneIds: byIssue(locked, tombstoneIds),
  };
}

function byIssue(locked: readonly LockedGroup[], identifiers: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  identifiers.forEach((identifier, index) => {
    const group = locked[index];
    if (group !== undefined) pairs.set(group.id, identifier);
  });
  return pairs;
}
