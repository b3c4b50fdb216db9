import { onClone } from './clones';
import { startWorker } from './fleet';
import type { MillionSetting } from './million-measurement';
import { resolveFound, undoOperation } from './operation-request';
import { ServerProcess } from './server-process';
import { WireCounter } from './wire-counter';

/** The statements of one chunk of a change and of one of an undo, BEGIN and COMMIT included, as they pass on the wire. */
export async function countStatements(setting: MillionSetting): Promise<Readonly<Record<'resolve' | 'undo', number>>> {
  const { template, selections } = setting;
  const { query, issues } = selections.warmUp;
  return onClone(setting, 'statements', async ({ url }) => {
    const wire = await WireCounter.start(url);
    const server = await ServerProcess.startWithoutJobs(url);
    const worker = startWorker(wire.url);
    const api = { url: server.url, token: template.token };
    const { id } = await resolveFound(api, query, issues);
    const resolve = wire.longest().length;
    wire.reset();
    if (setting.isWanted('undo')) await undoOperation(api, id, issues);
    const undo = wire.longest().length;
    await worker.stop();
    await server.stop();
    await wire.stop();
    return { resolve, undo };
  });
}
