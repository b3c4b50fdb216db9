import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a process said, on both outputs, and how it ended. */
export interface ClientRun {
  readonly code: number | null;
  readonly output: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Clients of the reference's API, each the version that was tried; they are run, and nothing of them is kept. */
const PACKAGES = {
  'sentry-cli': '@sentry/cli@3.8.0',
  sentry: 'sentry@0.49.0',
  api: '@sentry/api@0.1.0',
  mcp: '@sentry/mcp-server@0.36.0',
} as const;
export type ClientName = keyof typeof PACKAGES;

/** Packages from the registry in a folder that goes away. */
export class InstalledClients {
  private homes = 0;

  private constructor(private readonly folder: string) {}

  /** Rejects, naming the packages and what npm says, where they cannot be had. */
  static async install(...names: readonly ClientName[]): Promise<InstalledClients> {
    const folder = await mkdtemp(join(tmpdir(), 'muster-clients-'));
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    const packages = names.map((name) => PACKAGES[name]);
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, output } = await run('npm', ['install', ...flags, ...packages], { cwd: folder });
    if (code !== 0) throw new Error(`${packages.join(', ')} cannot be installed here: ${output}`);
    return new InstalledClients(folder);
  }

  /** A file of an installed package. */
  file(path: string): string {
    return join(this.folder, 'node_modules', path);
  }

  /** A new empty folder: clients remember what they have looked up. */
  newHome(): Promise<string> {
    this.homes += 1;
    return mkdtemp(join(this.folder, `home-${this.homes}-`));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end. */
export async function run(
  command: string,
  args: readonly string[],
  { env = {}, cwd }: RunOptions = {},
): Promise<ClientRun> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
