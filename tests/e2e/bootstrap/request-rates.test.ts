import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const server = useHttpServer(useTestDatabase(), { rates: { perToken: 3, perAddress: 5 } });

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  readonly body: unknown;
}

async function ask(address: string, token: string, path = '/graphql'): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: path === '/graphql' ? 'POST' : 'GET',
    headers: { 'x-forwarded-for': address, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: path === '/graphql' ? '{"query":"{ __typename }"}' : null,
  });
  return {
    status: response.status,
    retryAfter: Number(response.headers.get('retry-after')),
    body: await response.json(),
  };
}

test('a token that sends too much is told when to go on; other tokens are answered', async () => {
  for (const _ of [1, 2, 3]) expect((await ask('10.0.0.1', 'one')).status).toBe(200);
  const { status, retryAfter, body } = await ask('10.0.0.2', 'one');
  expect(status).toBe(429);
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  expect(body).toEqual({
    errors: [
      {
        message: `More than 3 requests in a minute with this token; wait ${retryAfter} s.`,
        extensions: { code: 'RATE_LIMITED' },
      },
    ],
  });
  expect((await ask('10.0.0.1', 'another')).status).toBe(200);
});

test('an address that sends too much with ever new tokens is stopped, through either door', async () => {
  for (const token of ['a', 'b', 'c', 'd', 'e']) expect((await ask('10.0.0.3', token)).status).toBe(200);
  expect((await ask('10.0.0.3', 'f')).status).toBe(429);
  const rest = await ask('10.0.0.3', 'g', '/api/0/organizations/');
  expect(rest.status).toBe(429);
  expect(await fetch(`${server.url}/healthz`, { headers: { 'x-forwarded-for': '10.0.0.3' } })).toMatchObject({
    status: 200,
  });
});

test('every answer tells browsers to guess nothing and to frame nothing', async () => {
  const { headers } = await fetch(`${server.url}/healthz`);
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
});

test('a path that is written in another way is counted as well', async () => {
  const statuses: number[] = [];
  for (const path of ['/graphql', '/%67raphql', '/gr%61phql', '/%67r%61phql']) {
    const { status } = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '10.0.0.4', authorization: 'Bearer path', 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    statuses.push(status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('a header that is written in another way is the same token', async () => {
  const statuses: number[] = [];
  for (const authorization of ['Bearer spaces', 'Bearer  spaces', 'bearer spaces', 'BEARER   spaces']) {
    const { status } = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '10.0.0.5', authorization, 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    statuses.push(status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('the addresses of one network of IPv6 are one, since a single machine has them all', async () => {
  for (const host of [1, 2, 3, 4, 5]) expect((await ask(`2001:db8:1:2::${host}`, `v6-${host}`)).status).toBe(200);
  expect((await ask('2001:db8:1:2::6', 'v6-6')).status).toBe(429);
  expect((await ask('2001:db8:1:3::6', 'v6-7')).status).toBe(200);
});
