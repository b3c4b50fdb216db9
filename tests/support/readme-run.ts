import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { sharedPlace } from '../../src/bootstrap/embedded-postgres/folders';
import { freePort, isFree } from './free-port';
import { readDocument } from './markdown';

const ROOT = join(__dirname, '..', '..');
const MARK = '--- next block of the README ---';
const PORT_OF_README = '127.0.0.1:4000';

export interface ReadmeRun {
  readonly status: number | null;
  readonly output: string;
  /** What each block of commands printed, in order. */
  readonly blocks: readonly string[];
  readonly expectedBlocks: number;
  readonly portIsFree: boolean;
}

/**
 * Runs the commands of the README from the top, in one shell, as a newcomer would: in a clone of the working tree with
 * a port and a data folder of its own. Three things differ: `npm ci` is left out and the installed packages are linked
 * (installing them is what continuous integration begins with), the demonstration ends by itself, and `npm test` is
 * left out, since it would run this test again.
 */
export async function runReadme(limit: number): Promise<ReadmeRun> {
  const folder = mkdtempSync(join(sharedPlace(), 'muster-readme-'));
  // PostgreSQL's user, another one than root, must be able to enter.
  chmodSync(folder, 0o711);
  try {
    const clone = join(folder, 'clone');
    copyWorkingTree(clone);
    const port = await freePort();
    const blocks = readDocument('README.md').blocks.filter(({ language }) => language === 'sh');
    const script = scriptOf(blocks.map(({ text }) => text.replaceAll(PORT_OF_README, `127.0.0.1:${port}`)));
    const env = { ...newcomersEnvironment(), PORT: String(port), MUSTER_DATA_DIR: join(folder, 'data') };
    const { status, output } = await runShell(script, { cwd: clone, env, limit });
    const printed = output.split(`${MARK}\n`).slice(1);
    return {
      status,
      output,
      blocks: printed,
      expectedBlocks: blocks.length,
      portIsFree: await isFree(port),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function scriptOf(blocks: readonly string[]): string {
  const adapted = blocks.map((text) =>
    text
      .replace(/\bnpm ci\b/g, 'true')
      .replace(/\bnpm test\b/g, 'true')
      .replace(/\bnpm run demo\b(?! -- --exit)/g, 'npm run demo -- --exit'),
  );
  const marked = adapted.flatMap((text) => [`echo '${MARK}'`, text]);
  // Whatever fails, nothing that runs in the background stays behind.
  const end =
    'end() { status=$?; trap - EXIT; kill $(jobs -p) 2>/dev/null || true; wait; exit $status; }; trap end EXIT';
  return ['set -eo pipefail', end, ...marked, 'wait'].join('\n');
}

function copyWorkingTree(clone: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const path of listed.toString().split('\0')) {
    if (path !== '' && existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(clone, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
}

/** Ours without what the tests, or settings of Muster, have put there. */
function newcomersEnvironment(): NodeJS.ProcessEnv {
  const strange = /^(MUSTER_|DATABASE_|TEST_|JEST_|npm_|NODE_ENV$|HOST$|LOG_LEVEL$|CI$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !strange.test(name)));
}

interface ShellOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended. */
  readonly limit: number;
}

async function runShell(
  script: string,
  { limit, ...options }: ShellOptions,
): Promise<{ status: number | null; output: string }> {
  const shell = spawn('bash', ['-c', script], { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const timer = setTimeout(() => shell.pid !== undefined && process.kill(-shell.pid, 'SIGTERM'), limit);
  const [status] = (await once(shell, 'close')) as [number | null];
  clearTimeout(timer);
  return { status, output };
}
