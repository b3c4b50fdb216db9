import { parentPort, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';
import type { CrowdThread } from './subscriber-crowd';

const QUERY =
  'subscription ($organization: String!) { issuesChanged(organization: $organization) { issueIds removedIssueIds } }';

const { url, organization, tokens, received } = workerData as CrowdThread;
const count = new Int32Array(received);

/** Resolves when the server has taken the subscription in; each later message is counted, and not read. */
function follow(token: string): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message: object): void => socket.send(JSON.stringify(message));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`A subscriber was cut off with ${code}.`)));
    socket.once('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    socket.once('message', () => {
      send({ type: 'subscribe', id: '1', payload: { query: QUERY, variables: { organization } } });
      send({ type: 'ping' });
      socket.once('message', () => {
        socket.on('message', () => Atomics.add(count, 0, 1));
        resolve();
      });
    });
  });
}

async function followAll(): Promise<void> {
  for (const token of tokens) await follow(token);
  parentPort?.postMessage('ready');
}

void followAll();
