import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Bootstrap } from '../../../src/application/set-up/bootstrap.handler';
import { compiledFile } from '../../support/compiled-program';
import { useOwnDatabase } from '../../support/own-database';

// Its worker takes whatever waits in a database, also what other tests have left.
const database = useOwnDatabase('cli_serve');
let server: ChildProcess | undefined;

afterEach(() => {
  server?.kill('SIGKILL');
});

/** The line of the log that says where the server listens. */
async function listening({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface({ input: stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) return url;
  }
  throw new Error('the server ended');
}

test('a served API knows the owner by the token that bootstrap printed, and nobody by another', async () => {
  const command = { organization: 'served', team: 'served', project: 'api', email: 'served@example.com' };
  const { bootstrapped } = await new Bootstrap(database).execute(command);
  server = spawn(process.execPath, [compiledFile('src/cli/muster.ts'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' },
  });
  const url = await listening(server);
  const viewer = async (token: string): Promise<unknown> => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ viewer { user { email } organizations { slug } } }' }),
    });
    return answer.json();
  };
  expect(await viewer(bootstrapped?.token ?? '')).toEqual({
    data: { viewer: { user: { email: 'served@example.com' }, organizations: [{ slug: 'served' }] } },
  });
  expect(await viewer(`mst_${'a'.repeat(43)}`)).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
