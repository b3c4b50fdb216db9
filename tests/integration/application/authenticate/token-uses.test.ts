import { Client } from 'pg';
import { Authenticate } from '../../../../src/application/authenticate/authenticate.handler';
import { TokenUses } from '../../../../src/application/authenticate/token-uses';
import { ListApiTokens } from '../../../../src/application/set-up/list-api-tokens.query';
import { buildToken, type TestToken } from '../../../support/build/token';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();

let now: Date;
beforeEach(() => {
  now = new Date('2026-12-01T12:00:00.000Z');
});

interface Server {
  use(token: TestToken): Promise<void>;
  record(): Promise<void>;
}

function server(): Server {
  const shared = { unitOfWork: database.unitOfWork, clock: () => now };
  const uses = new TokenUses(shared);
  const authenticate = new Authenticate({ ...shared, uses });
  return { use: async ({ token }) => void (await authenticate.execute(token)), record: () => uses.record() };
}

async function lastUsed({ id }: TestToken): Promise<string | null> {
  const [row] = await database.query<{ at: Date | null }>('select last_used_at as at from api_tokens where id = $1', [
    id,
  ]);
  return row?.at?.toISOString() ?? null;
}

/** Which version of the row it is. */
async function version({ id }: TestToken): Promise<string | undefined> {
  const [row] = await database.query<{ version: string }>(
    'select xmin::text as version from api_tokens where id = $1',
    [id],
  );
  return row?.version;
}

const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1_000);
};

test('a token is written down as used once a minute, whichever server it uses', async () => {
  const token = await buildToken(database);
  const [one, other] = [server(), server()];
  await one.use(token);
  expect(await lastUsed(token)).toBeNull();
  await one.record();
  expect(await lastUsed(token)).toBe('2026-12-01T12:00:00.000Z');
  const written = await version(token);
  for (const _ of [1, 2, 3]) {
    later(19);
    await one.use(token);
    await other.use(token);
    await one.record();
    await other.record();
  }
  expect(await version(token)).toBe(written);
  later(3);
  await other.use(token);
  await one.use(token);
  await one.record();
  await other.record();
  expect(await lastUsed(token)).toBe('2026-12-01T12:01:00.000Z');
});

test('many tokens are written down in one statement, and those that open nothing not at all', async () => {
  const tokens = await Promise.all([buildToken(database), buildToken(database), buildToken(database)]);
  const revoked = await buildToken(database, { revokedAt: new Date(0) });
  const one = server();
  for (const token of [...tokens, revoked]) await one.use(token);
  await one.record();
  expect(new Set(await Promise.all(tokens.map(version))).size).toBe(1);
  expect(await Promise.all([...tokens, revoked].map(lastUsed))).toEqual([...tokens.map(() => now.toISOString()), null]);
});

test('nobody waits for a token that somebody holds', async () => {
  const [held, other] = await Promise.all([buildToken(database), buildToken(database)]);
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('update api_tokens set revoked_at = null where id = $1', [held.id]);
  const one = server();
  await one.use(held);
  await one.use(other);
  await one.record();
  expect([await lastUsed(held), await lastUsed(other)]).toEqual([null, now.toISOString()]);
  await holder.query('rollback');
  await holder.end();
  later(60);
  await one.use(held);
  await one.record();
  expect(await lastUsed(held)).toBe(now.toISOString());
});

test('the operator sees when tokens were last used', async () => {
  const token = await buildToken(database);
  const unused = await buildToken(database, { organizationId: token.organizationId ?? '', userId: null });
  const one = server();
  await one.use(token);
  await one.record();
  const [{ slug } = { slug: '' }] = await database.query<{ slug: string }>(
    'select slug from organizations where id = $1',
    [token.organizationId],
  );
  const listed = await new ListApiTokens(database).execute(slug);
  expect(
    listed?.map(({ id, lastUsedAt, organization }) => [id, lastUsedAt?.toISOString() ?? null, organization]),
  ).toEqual([
    [token.id, now.toISOString(), slug],
    [unused.id, null, slug],
  ]);
  expect(await new ListApiTokens(database).execute('no such organization')).toBeNull();
  expect((await new ListApiTokens(database).execute(null))?.length).toBeGreaterThanOrEqual(2);
});
