import { createInterface } from 'node:readline';
import * as sentry from '@sentry/node';

function checkOut(): void {
  throw new RangeError('the cart is empty');
}

/**
 * A program that goes wrong in each release that it is told, one a line: `node throw-in-releases.child.ts DSN`. Answers
 * `sent` or `lost`, one a line.
 */
sentry.init({
  dsn: process.argv[2] ?? '',
  environment: 'test',
  tracesSampleRate: 0,
  // Equal errors in a row are sent all the same.
  integrations: (usual) => usual.filter(({ name }) => name !== 'Dedupe'),
});

async function fail(release: string): Promise<boolean> {
  try {
    checkOut();
  } catch (error) {
    sentry.withScope((scope) => {
      scope.addEventProcessor((event) => ({ ...event, release }));
      sentry.captureException(error);
    });
  }
  return sentry.flush(60_000);
}

createInterface({ input: process.stdin }).on('line', (release) => {
  void fail(release).then((sent) => process.stdout.write(sent ? 'sent\n' : 'lost\n'));
});
