import { BulkRequest } from './bulk-request';
import type { BulkRow } from './bulk-table';
import { onClone, requireSameArenas } from './clones';
import { measureFloor, measureKeyed, measureLoop, measureProduct } from './contenders';
import type { DatabaseServer } from './database-server';
import { median, tenths } from './median';
import { progress } from './progress';
import { alone, recordCalls, type CallPair, type Recording } from './recording';
import { selectIssues, type Selections } from './selections';
import type { SnapshotScope } from './snapshot';
import { countRows } from './table-changes';
import type { Template } from './template';
import { warmUpOn } from './warm-up';

/** The loop would take longer than a minute above this, and is left out. */
const LOOP_LIMIT = 1_000;

export interface BulkCase {
  readonly name: string;
  readonly assignee: 'owner' | 'member';
}

export interface Setting {
  readonly server: DatabaseServer;
  readonly template: Template;
  readonly rounds: number;
}

/** Everything that one row of the result needs. */
interface Plan {
  readonly setting: Setting;
  readonly assigneeId: string;
  readonly selections: Selections;
  readonly calls: CallPair;
  readonly scope: SnapshotScope;
  readonly recording: Recording;
}

interface Round {
  readonly ms: number;
  readonly rssMb?: number;
  readonly floorMs: number;
  readonly keyedMs: number;
  readonly loopMs?: number;
}

/** Measures one case with one number of issues. */
export async function measureCase(setting: Setting, { name, assignee }: BulkCase, issues: number): Promise<BulkRow> {
  const plan = await planCase(setting, assignee, issues);
  const { statements, measured } = plan.recording;
  progress(`${name}, ${issues}: ${statements.length} statements write ${countRows(measured)} rows`);
  const rounds: Round[] = [];
  for (let number = 0; number < setting.rounds; number += 1) {
    const round = await measureRound(plan, number);
    progress(`  ${JSON.stringify(round, (_, value: unknown) => (typeof value === 'number' ? tenths(value) : value))}`);
    rounds.push(round);
  }
  const middle = (key: keyof Round): number | undefined => median(rounds.flatMap((round) => round[key] ?? []));
  const peaks = rounds.flatMap(({ rssMb }) => rssMb ?? []);
  return {
    case: name,
    issues,
    ms: tenths(middle('ms')),
    floorMs: tenths(middle('floorMs')),
    loopMs: tenths(middle('loopMs')),
    keyedMs: tenths(middle('keyedMs')),
    statements: statements.length,
    rssMb: peaks.length > 0 ? Math.max(...peaks) : undefined,
  };
}

async function planCase(setting: Setting, assignee: BulkCase['assignee'], issues: number): Promise<Plan> {
  const { server, template } = setting;
  const assigneeId = assignee === 'owner' ? template.ownerId : template.memberId;
  const selections = await selectIssues(server, template, issues);
  const input = { status: 'RESOLVED', assignedTo: { user: assigneeId } };
  const calls = {
    warmUp: warmUpOn(selections.warmUp, (ids) => alone(BulkRequest.change(ids, input, template.token))),
    measured: BulkRequest.change(selections.measured, input, template.token),
  };
  const issueIds = [...selections.warmUp, ...selections.measured];
  const scope = { organizationId: template.organizationId, issueIds };
  const recording = await onClone(setting, 'recording', ({ url }) => recordCalls(url, calls, scope));
  return { setting, assigneeId, selections, calls, scope, recording };
}

/** Whoever was first in one round is second in the next; after the first round both must have left the same rows. */
async function measureRound(plan: Plan, number: number): Promise<Round> {
  const { setting, calls, recording, selections, scope } = plan;
  return onClone(setting, 'product', (productArena) =>
    onClone(setting, 'floor', async (floorArena) => {
      const floorFirst = number % 2 === 1 ? await measureFloor(floorArena, recording) : null;
      const product = await measureProduct(productArena, calls);
      const floorMs = floorFirst ?? (await measureFloor(floorArena, recording));
      if (number === 0) await requireSameArenas(productArena, floorArena, scope);
      const keyedMs = await onClone(setting, 'keyed', (arena) => measureKeyed(arena, recording));
      if (selections.measured.length > LOOP_LIMIT) return { ...product, floorMs, keyedMs };
      const { organizationId, ownerId: actorId } = setting.template;
      const loopScope = { organizationId, actorId, assigneeId: plan.assigneeId };
      const loopMs = await onClone(setting, 'loop', (arena) => measureLoop(arena, selections, loopScope));
      return { ...product, floorMs, keyedMs, loopMs };
    }),
  );
}
