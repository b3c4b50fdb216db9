import { cpus } from 'node:os';
import { newApiToken } from '../src/application/authenticate/api-token';
import type { Bench, BenchReport } from './bench';
import { BulkRequest } from './bulk-request';
import { measured, ratio } from './cells';
import { onClone } from './clones';
import type { Arena } from './contenders';
import { DatabaseServer } from './database-server';
import { median, tenths } from './median';
import { openClient } from './open-client';
import type { BenchOptions } from './options';
import { progress } from './progress';
import { selectIssues } from './selections';
import { ServerProcess } from './server-process';
import { SubscriberCrowd } from './subscriber-crowd';
import { buildTemplate, type Template } from './template';
import { textTable } from './text-table';
import { time } from './time';

const ISSUES = 20_000;
const SIZES = [1_000];
const ROUNDS = 9;
const SUBSCRIBERS = 500;
const IDS_PER_EVENT = 100;

/** Milliseconds of one call, with the time until the last subscriber had been told where there were any. */
interface Call {
  readonly ms: number;
  readonly toldMs?: number;
}

interface Setting {
  readonly arena: Arena;
  readonly product: ServerProcess;
  readonly template: Template;
  readonly tokens: readonly string[];
  readonly organization: string;
  readonly ids: readonly string[];
}

/** Whether those who follow changes slow down those who make them. */
export const subscribers: Bench = {
  summary: `resolve and assign 1,000 issues with ${SUBSCRIBERS} subscribers and without`,
  run,
};

async function run({ issues, rounds: given }: BenchOptions): Promise<BenchReport> {
  const rounds = given ?? ROUNDS;
  const server = await DatabaseServer.open();
  try {
    const version = await server.version();
    const template = await buildTemplate(server, ISSUES);
    const rows: Record<string, string | number | undefined>[] = [];
    for (const size of issues ?? SIZES) {
      const { measured: ids } = await selectIssues(server, template, size);
      rows.push(
        ...(await onClone({ server, template }, 'subscribers', (arena) => measure(arena, { template, ids, rounds }))),
      );
    }
    return { rows, text: table(rows, `Median of ${rounds} rounds; ${cpus().length} cores, PostgreSQL ${version}.`) };
  } finally {
    await server.close();
  }
}

async function measure(
  arena: Arena,
  { template, ids, rounds }: { readonly template: Template; readonly ids: readonly string[]; readonly rounds: number },
): Promise<Record<string, string | number | undefined>[]> {
  const { tokens, organization } = await makeTokens(arena, template);
  const product = await ServerProcess.start(arena.url);
  const setting: Setting = { arena, product, template, tokens, organization, ids };
  const without: Call[] = [];
  const beside: Call[] = [];
  await measureCall(setting, null);
  for (let number = 0; number < rounds; number += 1) {
    if (number % 2 === 0) without.push(await measureCall(setting, null));
    beside.push(await besideCrowd(setting));
    if (number % 2 === 1) without.push(await measureCall(setting, null));
    progress(`  ${JSON.stringify([without.at(-1), beside.at(-1)])}`);
  }
  const rssMb = product.peakRssMb();
  await product.stop();
  const middle = (calls: readonly Call[], key: keyof Call) => tenths(median(calls.flatMap((call) => call[key] ?? [])));
  const issues = ids.length;
  return [
    { case: 'no subscribers', issues, ms: middle(without, 'ms') },
    { case: `${SUBSCRIBERS} subscribers`, issues, ms: middle(beside, 'ms'), toldMs: middle(beside, 'toldMs'), rssMb },
  ];
}

/** A token each: what it may see is looked at for each of them. */
async function makeTokens(
  { url }: Arena,
  { organizationId, ownerId }: Template,
): Promise<Pick<Setting, 'tokens' | 'organization'>> {
  const tokens = Array.from({ length: SUBSCRIBERS }, () => newApiToken());
  const client = await openClient(url);
  await client.query(
    `insert into api_tokens (organization_id, user_id, name, token_hash, scopes, created_by_user_id)
     select $1, $2, 'bench', hash, '{event:read}', $2 from unnest($3::bytea[]) hash`,
    [organizationId, ownerId, tokens.map(({ hash }) => hash)],
  );
  const { rows } = await client.query<{ slug: string }>('select slug from organizations where id = $1', [
    organizationId,
  ]);
  await client.end();
  return { tokens: tokens.map(({ token }) => token), organization: rows[0]?.slug ?? '' };
}

async function besideCrowd(setting: Setting): Promise<Call> {
  const { product, organization, tokens } = setting;
  const crowd = await SubscriberCrowd.gather({ url: product.url, organization, tokens });
  const call = await measureCall(setting, crowd);
  await crowd.leave();
  return call;
}

/** Resolves and assigns, then takes that back, which is not measured. */
async function measureCall({ arena, product, template, ids }: Setting, crowd: SubscriberCrowd | null): Promise<Call> {
  const { token, memberId } = template;
  const events = Math.ceil(ids.length / IDS_PER_EVENT);
  const change = BulkRequest.change(ids, { status: 'RESOLVED', assignedTo: { user: memberId } }, token);
  const back = BulkRequest.change(ids, { status: 'UNRESOLVED', assignedTo: null }, token);
  await arena.server.checkpoint();
  const { value: call, ms: toldMs } = await time(async () => {
    const { value, ms } = await time(() => change.send(product.url));
    change.check(value);
    await crowd?.hears(events);
    return { ms };
  });
  back.check(await back.send(product.url));
  await crowd?.hears(events);
  return crowd === null ? call : { ...call, toldMs };
}

function table(rows: readonly Record<string, string | number | undefined>[], circumstances: string): string {
  const number = (value: string | number | undefined) => (typeof value === 'number' ? value : undefined);
  const alone = number(rows[0]?.['ms']);
  const cells = rows.map((row) => [
    String(row['case']),
    String(row['issues']),
    measured(number(row['ms'])),
    ratio(number(row['ms']), alone),
    measured(number(row['toldMs'])),
    measured(number(row['rssMb'])),
  ]);
  return [
    textTable(['case', 'issues', 'ms', 'ms/alone', 'told', 'MiB'], cells),
    '',
    circumstances,
    'ms    the call over HTTP, as its client sees it; the other case is measured before or after it, in turns',
    'told  from the beginning of the call until the last subscriber has the last of its events (100 ids each)',
    'Each subscriber has a token and a connection of its own and selects ids; MiB is the peak of the server process.',
  ].join('\n');
}
