import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { PATIENCE_MS } from './patience';

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name leads anywhere but here, so that a page that needs another host shows it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A page in a browser of its own, and what it did that a user would not see. */
export interface WatchedPage {
  readonly page: Page;
  /** Every address that it asked for. */
  readonly requests: readonly string[];
  /** What the content security policy refused, and what the page threw. */
  readonly complaints: readonly string[];
}

/** Declares the tests of a page where there is a browser to run them in; elsewhere one line says that they were left out. */
export function describeInChromium(name: string, declare: (open: () => Promise<WatchedPage>) => void): void {
  if (PROGRAM === undefined) {
    process.stdout.write(`${name}: left out, since there is no Chromium on this machine\n`);
    return;
  }
  describe(name, () => {
    const ends: (() => Promise<void>)[] = [];
    afterAll(async () => {
      for (const end of ends) await end();
    });
    declare(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'muster-chromium-'));
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: PROGRAM,
        args: FLAGS,
        viewport: { width: 1400, height: 900 },
      });
      ends.push(async () => {
        await context.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
      });
      return watch(context);
    });
  });
}

async function watch(context: BrowserContext): Promise<WatchedPage> {
  const requests: string[] = [];
  const complaints: string[] = [];
  context.setDefaultTimeout(PATIENCE_MS);
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await context.exposeFunction('reportViolation', (violation: string) => complaints.push(violation));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) =>
       reportViolation(event.violatedDirective + ' ' + event.blockedURI))`,
  );
  return { page: await context.newPage(), requests, complaints };
}
