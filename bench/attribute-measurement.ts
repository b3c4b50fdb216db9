import type { AttributeCase } from './attribute-cases';
import type { AttributeRow } from './attribute-table';
import type { MeasuredRequest } from './bulk-request';
import { onClone, requireSameArenas, type CloneSource } from './clones';
import { measureCalls, measureFloors, type ProductTime } from './contenders';
import { median, tenths } from './median';
import { progress } from './progress';
import { recordEach, type RecordedCall } from './recording';
import { selectSeries } from './selections';
import type { SnapshotScope } from './snapshot';
import { countRows } from './table-changes';
import { warmUpOn } from './warm-up';

/** Where and how often. */
export interface Setting extends CloneSource {
  readonly rounds: number;
  /** How many issues are changed at once, each number by a call of its own. */
  readonly sizes: readonly number[];
}

/** The calls of a case, and what they do. */
interface Plan {
  readonly setting: Setting;
  readonly warmUp: MeasuredRequest;
  readonly calls: readonly MeasuredRequest[];
  readonly scope: SnapshotScope;
  readonly recorded: RecordedCall;
  readonly recordedCalls: readonly RecordedCall[];
}

/** What one round measured, a number a size. */
interface Round {
  readonly product: readonly ProductTime[];
  readonly floor: readonly number[];
}

/** Measures one case; a row a size. */
export async function measureAttribute(setting: Setting, attribute: AttributeCase): Promise<readonly AttributeRow[]> {
  const plan = await planCase(setting, attribute);
  const rounds: Round[] = [];
  for (let number = 0; number < setting.rounds; number += 1) rounds.push(await measureRound(plan, number));
  return plan.recordedCalls.map(({ changes, statements }, place) => {
    const peaks = rounds.flatMap(({ product }) => product[place]?.rssMb ?? []);
    const row: AttributeRow = {
      case: attribute.name,
      issues: setting.sizes[place] ?? 0,
      ms: tenths(median(rounds.flatMap(({ product }) => product[place]?.ms ?? []))),
      floorMs: tenths(median(rounds.flatMap(({ floor }) => floor[place] ?? []))),
      statements: statements.length,
      rssMb: peaks.length > 0 ? Math.max(...peaks) : undefined,
    };
    progress(`${row.case}, ${row.issues}: ${row.ms} ms, floor ${row.floorMs} ms for ${countRows(changes)} rows`);
    return row;
  });
}

async function planCase(setting: Setting, attribute: AttributeCase): Promise<Plan> {
  const { template, sizes } = setting;
  const selections = await selectSeries(setting, attribute, sizes);
  const requestFor = (ids: readonly string[]): MeasuredRequest => attribute.request(ids, template.token);
  const warmUp = warmUpOn(selections.warmUp, requestFor);
  const calls = selections.measured.map(requestFor);
  const issueIds = [selections.warmUp, ...selections.measured].flat();
  const scope = { organizationId: template.organizationId, issueIds };
  const [recorded, ...recordedCalls] = await onClone(setting, 'recording', ({ url }) =>
    recordEach(url, [warmUp, ...calls], scope),
  );
  if (recorded === undefined) throw new Error('The warm-up was not recorded.');
  return { setting, warmUp, calls, scope, recorded, recordedCalls };
}

/** Whoever was first in one round is second in the next; after the first round both must have left the same rows. */
function measureRound(plan: Plan, number: number): Promise<Round> {
  const { setting, warmUp, calls, scope, recorded, recordedCalls } = plan;
  return onClone(setting, 'product', (productArena) =>
    onClone(setting, 'floor', async (floorArena) => {
      const first = number % 2 === 1 ? await measureFloors(floorArena, recorded, recordedCalls) : null;
      const product = await measureCalls(productArena, warmUp, calls);
      const floor = first ?? (await measureFloors(floorArena, recorded, recordedCalls));
      if (number === 0) await requireSameArenas(productArena, floorArena, scope);
      return { product, floor };
    }),
  );
}
