import { setTimeout as delay } from 'node:timers/promises';
import { measureChunkFloor } from './chunk-floor';
import { onClone, type CloneSource } from './clones';
import { measureLoop } from './contenders';
import { Fleet } from './fleet';
import { tenths } from './median';
import type { MillionSelections, FoundIssues } from './million-selection';
import type { MillionRow } from './million-table';
import { resolveFound, undoOperation, type Api, type FinishedOperation } from './operation-request';
import { progress } from './progress';
import { selectIssues } from './selections';
import { paceSmallCalls } from './small-calls';

const LOOP_ISSUES = 2_000;
const ALONE_MS = 10_000;

export interface MillionSetting extends CloneSource {
  readonly selections: MillionSelections;
  readonly isWanted: (name: string) => boolean;
}

/** What one operation took, after a warm-up of its kind on other issues and a checkpoint. */
interface Measured extends FinishedOperation {
  readonly warmUpId: string;
  readonly rssMb: number | undefined;
}

/** One worker: the change and its undo, each beside the floor of its own rows. */
export async function measureBesideFloors(setting: MillionSetting): Promise<readonly MillionRow[]> {
  const { server, template, selections } = setting;
  const { organizationId } = template;
  const { issues } = selections.measured;
  return onClone(setting, 'product', async ({ url: after }) => {
    const resolved = await measureResolution(setting, after, 1);
    const before = server.url(template.name);
    const floor = await onClone(setting, 'floor', ({ url }) =>
      measureChunkFloor(
        { server, organizationId, before, after, floor: url },
        { warmUpId: resolved.warmUpId, operationId: resolved.id },
      ),
    );
    const resolution = report({ ...rowOf('resolve', resolved, 1), issues, ...floorOf(floor) });
    if (!setting.isWanted('undo')) return [resolution];
    const undone = await server.create('undone', databaseOf(after));
    const undo = await measureUndo(setting, server.url(undone), { workers: 1, resolved });
    // What was undone is still there in the clone from which it was copied.
    const undoFloor = await measureChunkFloor(
      { server, organizationId, before: after, after: server.url(undone), floor: after },
      { warmUpId: undo.warmUpId, operationId: undo.id },
    );
    await server.drop(undone);
    return [resolution, report({ ...rowOf('undo', undo, 1), issues, ...floorOf(undoFloor) })];
  });
}

/** The same without floors. */
export async function measureWorkers(setting: MillionSetting, workers: number): Promise<readonly MillionRow[]> {
  const { issues } = setting.selections.measured;
  return onClone(setting, 'workers', async ({ url }) => {
    const resolved = await measureResolution(setting, url, workers);
    const resolution = report({ ...rowOf('resolve', resolved, workers), issues });
    if (!setting.isWanted('undo')) return [resolution];
    const undo = await measureUndo(setting, url, { workers, resolved });
    return [resolution, report({ ...rowOf('undo', undo, workers), issues })];
  });
}

/** Small calls alone, and while one worker changes a part of the issues. */
export async function measureSmallCalls(setting: MillionSetting): Promise<MillionRow> {
  const { template, selections } = setting;
  const { warmUp, part, smallCalls: ids } = selections;
  return onClone(setting, 'small', async ({ server, url }) => {
    const fleet = await Fleet.start(url, 1);
    const api = { url: fleet.url, token: template.token };
    await resolveFound(api, warmUp.query, warmUp.issues);
    let over = false;
    const isOver = (): boolean => over;
    const end = delay(ALONE_MS).then(() => (over = true));
    const alone = await paceSmallCalls({ api, ids, isOver });
    await end;
    await server.checkpoint();
    over = false;
    const running = resolveFound(api, part.query, part.issues).finally(() => (over = true));
    const [beside, operation] = await Promise.all([paceSmallCalls({ api, ids, isOver }), running]);
    const rssMb = fleet.peakRssMb();
    await fleet.stop();
    const measured = { ...operation, warmUpId: '', rssMb };
    const smallCalls = { smallCalls: beside.calls, smallP99Ms: beside.p99Ms, smallAloneP99Ms: alone.p99Ms };
    return report({ ...rowOf('resolve beside small calls', measured, 1), issues: part.issues, ...smallCalls });
  });
}

/** The reference's shape, row by row, as long as it would take for all issues. */
export async function extrapolateLoop(setting: MillionSetting): Promise<number> {
  const { server, template, selections } = setting;
  const { organizationId, ownerId: actorId } = template;
  const ofLoop = await selectIssues(server, template, LOOP_ISSUES);
  const scope = { organizationId, actorId, assigneeId: null };
  const ms = await onClone(setting, 'loop', (arena) => measureLoop(arena, ofLoop, scope));
  return (ms * selections.measured.issues) / LOOP_ISSUES;
}

async function measureResolution(setting: MillionSetting, url: string, workers: number): Promise<Measured> {
  const { warmUp, measured } = setting.selections;
  const resolve = (api: Api, { query, issues }: FoundIssues) => resolveFound(api, query, issues);
  return onFleet(setting, { url, workers }, [(api) => resolve(api, warmUp), (api) => resolve(api, measured)]);
}

async function measureUndo(
  setting: MillionSetting,
  url: string,
  { workers, resolved }: { readonly workers: number; readonly resolved: Measured },
): Promise<Measured> {
  const { warmUp, measured } = setting.selections;
  return onFleet(setting, { url, workers }, [
    (api) => undoOperation(api, resolved.warmUpId, warmUp.issues),
    (api) => undoOperation(api, resolved.id, measured.issues),
  ]);
}

type Step = (api: Api) => Promise<FinishedOperation>;

async function onFleet(
  { server, template }: MillionSetting,
  { url, workers }: { readonly url: string; readonly workers: number },
  [warmUp, measured]: readonly [Step, Step],
): Promise<Measured> {
  const fleet = await Fleet.start(url, workers);
  const api = { url: fleet.url, token: template.token };
  const { id: warmUpId } = await warmUp(api);
  await server.checkpoint();
  const operation = await measured(api);
  const rssMb = fleet.peakRssMb();
  await fleet.stop();
  return { ...operation, warmUpId, rssMb };
}

function rowOf(name: string, { ms, acceptedMs, rssMb }: Measured, workers: number): Omit<MillionRow, 'issues'> {
  return { case: name, workers, ms: tenths(ms), acceptedMs: tenths(acceptedMs), rssMb };
}

function floorOf({ ms, chunks, rows }: { readonly ms: number; readonly chunks: number; readonly rows: number }) {
  return { floorMs: tenths(ms), chunks, rows };
}

function report(row: MillionRow): MillionRow {
  progress(JSON.stringify(row));
  return row;
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
