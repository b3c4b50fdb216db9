import { setTimeout as delay } from 'node:timers/promises';
import { ask, type Api } from './operation-request';

const CHANGE = `mutation ($ids: [ID!], $priority: IssuePriority!) {
  answer: bulkMutateIssues(ids: $ids, input: { priority: $priority }) {
    operation { counts { requested } } issues { id priority version } userErrors { code message }
  }
}`;
const CONNECTIONS = 8;
const PER_SECOND = 20;

/** Calls that change one issue each, of people who work beside a large operation. */
export interface SmallCalls {
  readonly api: Api;
  /** Changed in turn; none of them belongs to the large operation. */
  readonly ids: readonly string[];
  readonly isOver: () => boolean;
}

export interface SmallCallTimes {
  readonly calls: number;
  readonly p99Ms: number;
}

/** Sends them at a pace that does not depend on the answers: each counts from the moment at which it should have been sent. */
export async function paceSmallCalls({ api, ids, isOver }: SmallCalls): Promise<SmallCallTimes> {
  const latencies: number[] = [];
  const since = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    while (!isOver()) {
      const call = next;
      next += 1;
      const due = since + (call * 1_000) / PER_SECOND;
      if (due > performance.now()) await delay(due - performance.now());
      const id = ids[call % ids.length] ?? '';
      const priority = Math.floor(call / ids.length) % 2 === 0 ? 'HIGH' : 'LOW';
      const answer = await ask<{ operation: object | null }>(api, CHANGE, { ids: [id], priority });
      if (answer.operation === null) throw new Error(`A small call was refused: ${JSON.stringify(answer)}`);
      latencies.push(performance.now() - due);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const sorted = latencies.sort((a, b) => a - b);
  return { calls: sorted.length, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN };
}
