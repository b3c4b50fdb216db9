import * as Sentry from '@sentry/node';

/**
 * A small shop with many bugs, run in a process of its own: every error is really thrown, caught by the SDK and sent
 * to the DSN in SENTRY_DSN. Argument: how many customers visit it.
 */
const BUGS: readonly (readonly [name: string, bug: (customer: number) => unknown])[] = [
  ['checkout', (customer) => (undefined as unknown as { total: number }[])[customer]?.total.toFixed(2)],
  ['read cart', () => (null as unknown as { cart: { items: string[] } }).cart.items],
  ['parse coupon', (customer) => JSON.parse(`{ "coupon": ${customer}`) as unknown],
  ['price in euros', () => (12.5).toFixed(200)],
  ['find warehouse', (customer) => BigInt(`warehouse ${customer}`)],
  ['decode name', () => decodeURIComponent('%E0%A4%A')],
  ['list of orders', () => new Array<string>(-1)],
  ['charge card', (customer) => fail('PaymentError', `card of customer ${customer} was declined after 3 attempts`)],
  ['send parcel', (customer) => fail('TimeoutError', `parcel service did not answer within ${1000 + customer} ms`)],
  ['write invoice', () => fail('StorageError', 'no space left on device: /var/invoices')],
];

function fail(name: string, message: string): never {
  const error = new Error(message);
  error.name = name;
  throw error;
}

function visit(customer: number): void {
  for (const [index, [name, bug]] of BUGS.entries()) {
    if (customer % (index + 1) !== 0) continue;
    Sentry.withScope((scope) => {
      scope.setUser({ id: String(customer), email: `customer${customer}@example.com` });
      scope.setTransactionName(name);
      try {
        bug(customer);
      } catch (error) {
        Sentry.captureException(error);
      }
    });
  }
  if (customer % 4 === 0) Sentry.captureMessage('The catalogue is older than a day', 'warning');
}

async function main(): Promise<void> {
  const customers = Number(process.argv[2] ?? '12');
  Sentry.init({ release: 'shop@1.4.2', environment: 'demo', defaultIntegrations: false });
  for (let customer = 1; customer <= customers; customer += 1) visit(customer);
  if (!(await Sentry.flush(20_000))) throw new Error('Not all events could be sent.');
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
