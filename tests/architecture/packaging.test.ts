import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_TEXTS } from '../../src/config/setting-texts';
import { paths, readText } from './source-tree';

const dockerfile = readText('Dockerfile');
const compose = readText('compose.yaml');
const units = ['muster.service', 'muster-worker@.service'].map((name) => readText(`packaging/systemd/${name}`));
const example = readText('packaging/muster.env.example');
const readme = readText('README.md');
const { bin, engines, scripts } = JSON.parse(readText('package.json')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
};

/** Of the image of PostgreSQL, not ours. */
const OF_POSTGRES = /^POSTGRES_(USER|DB|PASSWORD)$/;
const [, oldestNode = ''] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];

/** What every way to start the program tells Node. */
const ROOM = '--max-semi-space-size=32';

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name ?? '');
}

describe('packages', () => {
  it('name only settings that there are', () => {
    const named = [
      ...found(dockerfile, /^ENV (.*)$/gm).flatMap((line) => found(line, /(\w+)=/g)),
      ...found(dockerfile, /process\.env\.(\w+)/g),
      ...found(compose, /^ +([A-Z][A-Z_]+):/gm),
      ...found(compose, /\$\{(\w+)/g),
      ...units.flatMap((unit) => found(unit, /^Environment=(\w+)=/gm)),
      ...found(example, /^(?:# )?([A-Z_]+)=/gm),
    ];
    expect(named).toEqual(expect.arrayContaining(['DATABASE_URL', 'MUSTER_JOB_CONCURRENCY', 'NODE_ENV', 'PORT']));
    expect(named.filter((name) => !(name in SETTING_TEXTS) && !OF_POSTGRES.test(name))).toEqual([]);
  });

  it('start commands that there are, by the program that the package names', () => {
    const program = bin['muster'] ?? '';
    const [entry] = found(dockerfile, /^ENTRYPOINT (.*)$/gm);
    expect(JSON.parse(entry ?? '')).toEqual(['node', ROOM, program]);
    const started = [
      ...found(dockerfile, /^CMD \["(\w+)"\]$/gm),
      ...found(compose, /^ {4}command: \[(\w+)\]$/gm),
      ...units.flatMap((unit) =>
        found(unit, new RegExp(`^ExecStart=/usr/bin/node ${ROOM} /opt/muster/${program} (\\w+)$`, 'gm')),
      ),
    ];
    expect([scripts['start'], scripts['demo']]).toEqual([
      expect.stringContaining(`node ${ROOM} dist/src/main.js`),
      expect.stringContaining(`node ${ROOM} ${program} demo`),
    ]);
    expect(started).toEqual(['serve', 'migrate', 'serve', 'worker', 'serve', 'worker']);
    const commands = paths('src/cli');
    expect(started.filter((name) => !commands.includes(`src/cli/${name}.command.ts`))).toEqual([]);
  });

  it('copy what there is into the image', () => {
    const copied = found(dockerfile, /^COPY (?!--from)(.*) \S+$/gm).flatMap((line) => line.split(' '));
    const context = readText('.dockerignore');
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'src', 'migrations']));
    for (const path of copied) {
      expect(existsSync(join(__dirname, '..', '..', path))).toBe(true);
      expect(context).toContain(`!${path}\n`);
    }
  });

  it('bring the versions of Node and PostgreSQL that the product needs', () => {
    const [node = ''] = found(dockerfile, /^ARG NODE_IMAGE=node:(\d+)-/gm);
    expect(node).toBe(oldestNode.split('.')[0]);
    expect(readme).toContain(`Node.js ${oldestNode}`);
    const [oldest = ''] = found(readText('src/persistence/server-version.ts'), /OLDEST_MAJOR = (\d+)/g);
    const [postgres = ''] = found(compose, /^ {4}image: postgres:(\d+)/gm);
    expect(Number(postgres)).toBeGreaterThanOrEqual(Number(oldest));
    expect(readme).toContain(`PostgreSQL ${oldest} or newer`);
  });

  it('run as somebody who is not root, and let signals reach the process', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).not.toMatch(/^(CMD|ENTRYPOINT) [^[]/m);
    for (const unit of units) expect(unit).toMatch(/^DynamicUser=yes$/m);
    // Without it the shell that npm starts gets the signal, and the server goes on without it.
    expect(scripts['start']).toMatch(/^exec node /);
  });
});
