import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of Debian's package. */
const BINARY = '/usr/sbin/pgbouncer';
const SETTINGS = 'pgbouncer.ini';

/** pgbouncer in transaction mode before the tests' server, with few connections of its own. */
export class PgBouncer {
  private constructor(
    readonly port: number,
    private process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Serves the databases of the server that the URL names. */
  static async start(serverUrl: string): Promise<PgBouncer> {
    const { hostname, port, username, password } = new URL(serverUrl);
    const folder = mkdtempSync(join(tmpdir(), 'muster-pgbouncer-'));
    const own = await freePort();
    const login = `user=${username}${password === '' ? '' : ` password=${decodeURIComponent(password)}`}`;
    writeFileSync(
      join(folder, SETTINGS),
      `[databases]\n* = host=${hostname} port=${port || 5432} ${login}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${own}\npool_mode = transaction\nauth_type = any\ndefault_pool_size = 4\nmax_client_conn = 200\nunix_socket_dir =\nlogfile = ${folder}/log\n`,
    );
    chmodSync(folder, 0o777);
    const bouncer = new PgBouncer(own, spawnBouncer(folder), folder);
    await bouncer.listens();
    return bouncer;
  }

  /** The URL of a database through it. */
  url(database: string): string {
    return `postgres://muster@127.0.0.1:${this.port}/${database}`;
  }

  /** Ends it where it stands, with all connections through it. */
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }

  /** On the same port. */
  async startAgain(): Promise<void> {
    this.process = spawnBouncer(this.folder);
    await this.listens();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async listens(): Promise<void> {
    for (let attempt = 1; attempt <= 100; attempt += 1) {
      const socket = connect(this.port, '127.0.0.1');
      const [connected] = await Promise.allSettled([once(socket, 'connect')]);
      socket.destroy();
      if (connected.status === 'fulfilled') return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('pgbouncer does not listen');
  }
}

function spawnBouncer(folder: string): ChildProcess {
  // It refuses to run as root.
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  return spawn(BINARY, [...asUser, join(folder, SETTINGS)], { stdio: 'ignore' });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
