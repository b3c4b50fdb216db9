import { setTimeout as delay } from 'node:timers/promises';
import { time } from './time';

const PAYLOAD = '{ operation { id state } userErrors { code message } }';
const RESOLUTION = `mutation ($query: String!) {
  answer: bulkMutateIssues(
    where: { organization: "bench", query: $query }, input: { status: RESOLVED }, options: { mode: ASYNC }
  ) ${PAYLOAD}
}`;
const UNDO = `mutation ($id: ID!) { answer: undoBulkOperation(id: $id, options: { mode: ASYNC }) ${PAYLOAD} }`;
const STATE = `query ($id: ID!) {
  answer: bulkOperation(id: $id) { state counts { requested changed pending } error { code message } }
}`;
const POLL_MS = 50;

/** Where the API is, and as whom it is asked. */
export interface Api {
  readonly url: string;
  readonly token: string;
}

/** An asynchronous operation that has come to its end. */
export interface FinishedOperation {
  readonly id: string;
  /** Until the call was answered. */
  readonly acceptedMs: number;
  /** From the call to the answer that said that it was completed. */
  readonly ms: number;
}

interface Started {
  readonly operation: { readonly id: string } | null;
}

interface Progress {
  readonly state: string;
  readonly counts: { readonly changed: number };
}

/** Resolves what a search finds; throws unless so many issues were changed. */
export function resolveFound(api: Api, query: string, issues: number): Promise<FinishedOperation> {
  return runOperation(api, { document: RESOLUTION, variables: { query }, issues });
}

/** Undoes an operation; throws unless so many issues were changed. */
export function undoOperation(api: Api, id: string, issues: number): Promise<FinishedOperation> {
  return runOperation(api, { document: UNDO, variables: { id }, issues });
}

interface Question {
  readonly document: string;
  readonly variables: object;
  readonly issues: number;
}

async function runOperation(api: Api, { document, variables, issues }: Question): Promise<FinishedOperation> {
  const since = performance.now();
  const { value, ms: acceptedMs } = await time(() => ask<Started>(api, document, variables));
  const id = value.operation?.id;
  if (id === undefined) throw new Error(`The call was refused: ${JSON.stringify(value)}`);
  for (;;) {
    const progress = await ask<Progress>(api, STATE, { id });
    const { state, counts } = progress;
    if (state === 'COMPLETED' && counts.changed === issues) return { id, acceptedMs, ms: performance.now() - since };
    if (state !== 'PENDING' && state !== 'RUNNING') {
      throw new Error(`${issues} issues were to be changed: ${JSON.stringify(progress)}`);
    }
    await delay(POLL_MS);
  }
}

/** What the field `answer` holds. */
export async function ask<T>({ url, token }: Api, query: string, variables: object): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data } = JSON.parse(text) as { readonly data?: { readonly answer: T | null } | null };
  if (!data?.answer) throw new Error(`The API answered ${text.slice(0, 2000)}`);
  return data.answer;
}
