import * as sentry from '@sentry/node';

/** A program that goes wrong: `node throw-errors.child.ts DSN`. */
sentry.init({ dsn: process.argv[2] ?? '', release: 'shop@1.2.3', environment: 'test', tracesSampleRate: 0 });

function pay(order: number): void {
  throw new RangeError(`order ${order} cannot be paid`);
}

for (const order of [1, 2, 3]) {
  try {
    pay(order);
  } catch (error) {
    sentry.withScope((scope) => {
      scope.setUser({ id: `customer-${order % 2}` });
      scope.setTag('shop', 'berlin');
      sentry.captureException(error);
    });
  }
}
sentry.captureMessage('the shop is closed', 'warning');
// Large, so that it is sent compressed.
sentry.captureException(new TypeError('large'), { extra: { text: 'x'.repeat(200_000) } });
void sentry.close(60_000).then((sent) => process.exit(sent ? 0 : 1));
