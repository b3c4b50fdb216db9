import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compiledFile } from '../../support/compiled-program';
import { IngestServer, type SentRequest } from '../../support/ingest-server';
import { buildProject, type TestProject } from '../../support/build/organization';
import { useTestDatabase } from '../../support/test-database';

const EVENTS = join(__dirname, '../../../../shared/data/sdk-events');

const database = useTestDatabase();
let server: IngestServer;
let project: TestProject;
beforeAll(async () => {
  server = await IngestServer.start(database);
});
afterAll(() => server.stop());
beforeEach(async () => {
  project = await buildProject(database);
});

type Sent = Readonly<Record<string, unknown>>;
interface IssueRow {
  readonly title: string;
  readonly culprit: string;
  readonly level: string;
  readonly times_seen: string;
  readonly users_seen: number;
}

function issues(): Promise<IssueRow[]> {
  return database.query<IssueRow>(
    `select g.title, g.culprit, g.level, c.times_seen, c.users_seen
     from groups g join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
     where g.organization_id = $1 and g.project_id = $2 order by g.short_id`,
    [project.organizationId, project.id],
  );
}

function lines(...parts: readonly unknown[]): string {
  return parts.map((part) => JSON.stringify(part)).join('\n');
}

/** A body in pieces, which goes out chunked, without its length. */
function chunked(body: string | Buffer): readonly Buffer[] {
  const bytes = Buffer.from(body);
  return [bytes.subarray(0, 100), bytes.subarray(100)];
}

const auth = () => ({ 'x-sentry-auth': `Sentry sentry_key=${project.publicKey}, sentry_version=7, sentry_client=x/1` });
const query = () => `?sentry_version=7&sentry_key=${project.publicKey}&sentry_client=x%2F1`;
const envelope = () => `/api/${project.id}/envelope/`;

/** How each SDK puts an event on the wire. */
const WIRE_FORMS: Record<string, (event: Sent) => { readonly path: string } & SentRequest> = {
  '@sentry/node': (event) => ({
    path: `${envelope()}${query()}`,
    chunks: chunked(lines({ event_id: event['event_id'], sdk: {} }, { type: 'event' }, event)),
  }),
  '@sentry/node, large': (event) => ({
    path: `${envelope()}${query()}`,
    headers: { 'content-encoding': 'gzip' },
    chunks: chunked(gzipSync(`${lines({ sent_at: 'x' }, { type: 'event' }, event)}\n`)),
  }),
  '@sentry/browser': (event) => ({
    path: `${envelope()}${query()}`,
    headers: { 'content-type': 'text/plain;charset=UTF-8', origin: 'http://a.b', referer: 'http://a.b/c' },
    chunks: [lines({ event_id: event['event_id'] }, { type: 'event' }, event)],
  }),
  'sentry-python': (event) => ({
    path: `/api/${project.id}/store/`,
    headers: { ...auth(), 'content-type': 'application/json', 'content-encoding': 'gzip' },
    chunks: [gzipSync(JSON.stringify({ ...event, breadcrumbs: { values: [] } }))],
  }),
  'sentry-ruby': (event) => ({
    path: envelope(),
    headers: { ...auth(), 'content-type': 'application/x-sentry-envelope', 'content-encoding': '' },
    chunks: [`${lines({ event_id: event['event_id'] }, { type: 'event', content_type: 'application/json' }, event)}\n`],
  }),
  'sentry-cli': (event) => {
    const json = JSON.stringify(event);
    const id = String(event['event_id']).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    const header = JSON.stringify({ event_id: id });
    const item = JSON.stringify({ type: 'event', length: Buffer.byteLength(json) });
    return { path: envelope(), headers: auth(), chunks: [`${header}\n${item}\n${json}`] };
  },
};

/** An issue's face, as the reference shows it. */
type Face = Pick<IssueRow, 'title' | 'culprit' | 'level'>;

/** The reference had source maps when it made this culprit; the frame that was sent says another. */
const CULPRITS_FROM_SOURCE_MAPS = new Map([['js_error_with_context', 'globalZoneAwareCallback(/polyfills.js)']]);
const MESSAGE_FACE: Face = { title: 'Page not found!', culprit: '/message/', level: 'INFO' };

function expectedFace(name: string): Face {
  if (name === 'django_message.envelope') return MESSAGE_FACE;
  const made = JSON.parse(readFileSync(join(EVENTS, 'expected', `${name}.json`), 'utf8')) as {
    readonly title: string;
    readonly culprit: string;
    readonly tags: readonly { readonly key: string; readonly value: string }[];
  };
  const level = made.tags.find(({ key }) => key === 'level')?.value.toUpperCase() ?? '';
  return { title: made.title, culprit: CULPRITS_FROM_SOURCE_MAPS.get(name) ?? made.culprit, level };
}

if (existsSync(EVENTS)) {
  const names = readdirSync(join(EVENTS, 'sent')).map((file) => file.replace(/\.json$/, ''));

  describe.each(Object.keys(WIRE_FORMS))('recorded events as %s sends them', (form) => {
    it.each(names)('%s', async (name) => {
      const id = randomUUID().replaceAll('-', '');
      const wire = WIRE_FORMS[form]?.({ ...sentEvent(name), event_id: id });
      if (wire === undefined) throw new Error(form);
      expect(await server.send(wire.path, wire)).toMatchObject({ status: 200, body: { id } });
      expect(await issues()).toMatchObject([{ ...expectedFace(name), times_seen: '1' }]);
    });
  });

  describe('a recorded envelope', () => {
    it('is taken whole, with the items that are not used', async () => {
      const sent = readSent('django_message.envelope') as readonly Sent[];
      const answer = await server.send(envelope(), { headers: auth(), chunks: [lines(...sent)] });
      expect(answer).toMatchObject({ status: 200, body: { id: 'e1681aa101a042548a99f82613b39727' } });
      expect(await issues()).toMatchObject([MESSAGE_FACE]);
    });
  });
} else {
  process.stdout.write('The recorded SDK events are not there: their tests are left out.\n');
}

function readSent(name: string): Sent | readonly Sent[] {
  return JSON.parse(readFileSync(join(EVENTS, 'sent', `${name}.json`), 'utf8')) as Sent | readonly Sent[];
}

function sentEvent(name: string): Sent {
  const sent = readSent(name);
  return (Array.isArray(sent) ? sent[2] : sent) as Sent;
}

describe('@sentry/node itself', () => {
  it('in another process: its errors become issues', async () => {
    const dsn = `http://${project.publicKey}@127.0.0.1:${server.port}/${project.id}`;
    const child = spawn(process.execPath, [compiledFile('tests/support/throw-errors.child.ts'), dsn], {
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    const found = await issues();
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: expect.stringMatching(/^RangeError: order \d cannot be paid$/) as unknown,
          times_seen: '3',
          users_seen: 2,
          level: 'ERROR',
        }),
        expect.objectContaining({ title: 'the shop is closed', times_seen: '1', level: 'WARNING' }),
        expect.objectContaining({ title: 'TypeError: large', times_seen: '1' }),
      ]),
    );
    const [event] = await database.query(
      `select release, environment, platform, tags from events where organization_id = $1 and title like 'RangeError%' limit 1`,
      [project.organizationId],
    );
    expect(event).toMatchObject({
      release: 'shop@1.2.3',
      environment: 'test',
      platform: 'node',
      tags: { shop: 'berlin' },
    });
  });
});
