import { execFileSync } from 'node:child_process';
import { chownSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { openDatabase } from '../../src/bootstrap/database';
import { runServer, type RunningServer } from '../../src/bootstrap/run-server';
import { readEnvironment } from '../../src/config/environment';
import { OwnCluster } from '../support/faults/own-cluster';
import { readAfterTimeOut } from '../support/read-after-time-out';

let cluster: OwnCluster;
let server: RunningServer | undefined;

const file = (name: string): string => join(cluster.folder, name);
const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { stdio: 'pipe' });

/** An authority, and a certificate of 127.0.0.1 (and of nothing else) that it has signed. */
function makeCertificates(): void {
  for (const name of ['ca', 'other-ca']) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      file(`${name}.key`),
      '-out',
      file(`${name}.pem`),
    );
  }
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=database',
    '-keyout',
    file('server.key'),
    '-out',
    file('server.csr'),
  );
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1');
  openssl(
    'x509',
    '-req',
    '-in',
    file('server.csr'),
    '-CA',
    file('ca.pem'),
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-days',
    '1',
    '-extfile',
    file('names'),
    '-out',
    file('server.crt'),
  );
  for (const name of ['server.key', 'server.crt']) {
    const placed = join(cluster.data, name);
    copyFileSync(file(name), placed);
    execFileSync('chmod', ['600', placed]);
    const { uid, gid } = cluster.account;
    if (uid !== undefined && gid !== undefined) chownSync(placed, uid, gid);
  }
}

beforeAll(async () => {
  cluster = await OwnCluster.create();
  makeCertificates();
  // Without encryption nobody gets in.
  writeFileSync(join(cluster.data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await cluster.start(['ssl=on']);
});
afterAll(async () => {
  await server?.stop();
  await cluster?.remove();
});

/** Of the database that is always there. */
function url(parameters: Readonly<Record<string, string>>, host = '127.0.0.1'): string {
  const made = new URL(cluster.url('postgres'));
  made.hostname = host;
  for (const [name, value] of Object.entries(parameters)) made.searchParams.set(name, value);
  return made.toString();
}

const environment = (databaseUrl: string): ReturnType<typeof readEnvironment> =>
  readEnvironment({ DATABASE_URL: databaseUrl, PORT: '0' });

test('with the right authority every connection is encrypted: of requests, jobs, migrations, and the one that listens', async () => {
  const right = url({ sslmode: 'verify-full', sslrootcert: file('ca.pem') });
  server = await runServer(environment(right), pino({ level: 'silent' }));
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  const database = await openDatabase(environment(right));
  const sessions = await database.dataSource.query<{ name: string; ssl: boolean }[]>(
    `select distinct application_name as name, ssl from pg_stat_activity join pg_stat_ssl using (pid)
     where application_name = any('{muster-listener,muster-server,muster-worker}') order by 1`,
  );
  await database.close();
  expect(sessions).toEqual(['muster-listener', 'muster-server', 'muster-worker'].map((name) => ({ name, ssl: true })));
});

test.each([
  {
    what: 'another authority',
    given: () => url({ sslmode: 'verify-full', sslrootcert: file('other-ca.pem') }),
    message: /cannot be used: .*(certificate|signature)/,
  },
  {
    what: 'no authority',
    given: () => url({ sslmode: 'verify-full' }),
    message: /cannot be used: .*certificate/,
  },
  {
    what: 'another host than that of the certificate',
    given: () => url({ sslmode: 'verify-full', sslrootcert: file('ca.pem') }, 'localhost'),
    message: /cannot be used: Hostname\/IP does not match certificate's altnames/,
  },
  {
    what: 'a file that is not there',
    given: () => url({ sslmode: 'verify-full', sslrootcert: '/nowhere/ca.pem' }),
    message: /cannot be used: ENOENT.*\/nowhere\/ca.pem/,
  },
  { what: 'no encryption', given: () => url({}), message: /cannot be used: no pg_hba.conf entry .*no encryption/ },
])('with $what the start is refused, and says so', async ({ given, message }) => {
  await expect(openDatabase(environment(given()))).rejects.toThrow(message);
});

test('statements are cancelled as well where everything is encrypted', async () => {
  const encrypted = url({ sslmode: 'verify-full', sslrootcert: file('ca.pem') });
  expect(await readAfterTimeOut({ url: encrypted })).toEqual(['TimeOutError', [{ one: 1 }]]);
});
