import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

/** Runs examples/client as its README says, and returns the lines that it printed. */
async function runExample({ organization, token }: World): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-r', '@swc-node/register', 'examples/client/main.ts', organization.slug],
    { env: { ...process.env, MUSTER_URL: server.url, MUSTER_TOKEN: token.token } },
  );
  return stdout.trim().split('\n');
}

function requests(): number {
  return server.log.filter(({ route }) => route === '/graphql').length;
}

describe('the example client', () => {
  it('shows the new status in its list at once, and then what the server says, without asking for the list again', async () => {
    const world = await buildWorld(database);
    const groups = await buildGroups(database, 2, { project: world.project });
    const lines = await runExample(world);
    const list = lines.filter((line) => line.startsWith('list'));
    expect(list.map((line) => line.match(/\b(UNRESOLVED|RESOLVED) v\d/g))).toEqual([
      ['UNRESOLVED v1', 'UNRESOLVED v1'],
      ['RESOLVED v1', 'RESOLVED v1'],
      ['RESOLVED v2', 'RESOLVED v2'],
    ]);
    const outcomes = lines.filter((line) => line.startsWith('outcome'));
    expect(outcomes.sort()).toEqual(groups.map(({ id }) => `outcome  issue ${id} CHANGED`).sort());
    // One for the list, one for the change.
    expect(requests()).toBe(2);
  });
});
