import { spawnSync } from 'node:child_process';
import { createLogger, hideSecrets } from '../../../src/bootstrap/logger';
import { EnvironmentError } from '../../../src/config/variable-reader';

const TOKEN = `mst_${'a'.repeat(43)}`;

/** What a logger writes, seen from outside: it writes to a file descriptor. */
function logged(to: 'stdout' | 'stderr', call: string): { stdout: string; stderr: string } {
  const program = `require('./src/bootstrap/logger').createLogger({ logLevel: 'info' }, '${to}').${call}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', '@swc-node/register', '-e', program], {
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

test('the server logs JSON lines to stdout, without any header or token that opens a door', () => {
  const entry = {
    authorization: 'one',
    headers: { authorization: 'two', cookie: 'three', 'x-sentry-auth': 'four', host: 'kept' },
    req: { headers: { authorization: 'five' }, url: `/graphql?token=${TOKEN}` },
    result: { token: 'six' },
  };
  const { stdout, stderr } = logged('stdout', `info(${JSON.stringify(entry)}, 'with ${TOKEN}')`);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    authorization: '[redacted]',
    headers: { authorization: '[redacted]', cookie: '[redacted]', 'x-sentry-auth': '[redacted]', host: 'kept' },
    req: { headers: { authorization: '[redacted]' }, url: '/graphql?token=[redacted]' },
    result: { token: '[redacted]' },
    msg: 'with [redacted]',
  });
});

test('of a statement that failed it logs the label and what was wrong, but no value and no row', () => {
  const failure = `Object.assign(new (require('typeorm').QueryFailedError)(
    '/* insert-webhook */ insert into webhooks values ($1)', ['secret-value'],
    Object.assign(new Error('duplicate key'), { code: '23505', table: 'webhooks', detail: 'Key (url)=(secret-row)' }),
  ), { errors: [Object.assign(new Error('inner'), { parameters: ['secret-inner'] })] })`;
  for (const key of ['err', 'error']) {
    const { stdout } = logged('stdout', `error({ ${key}: ${failure} }, 'fault')`);
    expect(stdout).not.toContain('secret');
    expect(JSON.parse(stdout)).toMatchObject({
      [key]: {
        ...{ type: 'QueryFailedError', message: 'duplicate key', code: '23505', table: 'webhooks' },
        ...{ statement: 'insert-webhook', stack: expect.stringContaining('QueryFailedError') as string },
        aggregateErrors: [{ message: 'inner' }],
      },
    });
  }
  expect(JSON.parse(logged('stdout', `error({ err: 'a text' }, 'fault')`).stdout)).toMatchObject({ err: 'a text' });
});

test('a command logs to stderr, and nothing below its level', () => {
  const { stdout, stderr } = logged('stderr', `warn('seen')`);
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toMatchObject({ msg: 'seen' });
  expect(logged('stderr', `debug('unseen')`)).toEqual({ stdout: '', stderr: '' });
});

test('a level that does not exist stops the boot and names those that do', () => {
  expect(() => createLogger({ logLevel: 'loud' }, 'stderr')).toThrow(EnvironmentError);
  expect(() => createLogger({ logLevel: 'loud' }, 'stderr')).toThrow(/^LOG_LEVEL is "loud".*trace, debug, info/);
});

test.each([
  ['postgres://me:pa$$word@db:5432/muster', 'postgres://me:[redacted]@db:5432/muster'],
  ['{"a":"http://host:80","b":"me@example.com"}', '{"a":"http://host:80","b":"me@example.com"}'],
])('%s is shown as %s', (text, shown) => {
  expect(hideSecrets(text)).toBe(shown);
});
