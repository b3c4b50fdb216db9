import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { buildOperation } from '../../support/build/operation';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const database = useTestDatabase();
const server = useHttpServer(database, { receiveSeconds: 1, answerSeconds: 1 });

/** A client that asks for an answer of 12 MB, which no buffers of sockets hold, and takes nothing of it for now. */
async function ask(): Promise<Socket> {
  const { organization, token } = await buildWorld(database);
  const id = await buildOperation(database, { organizationId: organization.id, outcomes: [] });
  await database.query(
    `update bulk_operations set selection = jsonb_build_object('where', repeat('x', 12000000)) where id = $1`,
    [id],
  );
  const body = JSON.stringify({ query: `{ bulkOperation(id: "${id}") { selection } }` });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined).pause();
  await once(socket, 'connect');
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token.token}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}

test('a client that does not take its answer is given up', async () => {
  const socket = await ask();
  expect(await server.connections()).toBe(1);
  await until(async () => (await server.connections()) === 0);
  let bytes = 0;
  socket.on('data', (data: Buffer) => (bytes += data.length)).resume();
  await once(socket, 'close');
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(12_000_000);
});
