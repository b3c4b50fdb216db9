import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of Debian's package. */
const BINARY = '/usr/sbin/pgbouncer';

/** pgbouncer in transaction mode before the tests' server, with few connections of its own. */
export class PgBouncer {
  private constructor(
    readonly port: number,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Serves the databases of the server that the URL names. */
  static async start(serverUrl: string): Promise<PgBouncer> {
    const { hostname, port, username, password } = new URL(serverUrl);
    const folder = mkdtempSync(join(tmpdir(), 'muster-pgbouncer-'));
    const own = await freePort();
    const file = join(folder, 'pgbouncer.ini');
    const login = `user=${username}${password === '' ? '' : ` password=${decodeURIComponent(password)}`}`;
    writeFileSync(
      file,
      `[databases]\n* = host=${hostname} port=${port || 5432} ${login}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${own}\npool_mode = transaction\nauth_type = any\ndefault_pool_size = 4\nmax_client_conn = 200\nunix_socket_dir =\nlogfile = ${folder}/log\n`,
    );
    chmodSync(folder, 0o777);
    // It refuses to run as root.
    const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child = spawn(BINARY, [...asUser, file], { stdio: 'ignore' });
    const bouncer = new PgBouncer(own, child, folder);
    await bouncer.listens();
    return bouncer;
  }

  /** The URL of a database through it. */
  url(database: string): string {
    return `postgres://muster@127.0.0.1:${this.port}/${database}`;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill('SIGKILL');
      await once(this.process, 'exit');
    }
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
