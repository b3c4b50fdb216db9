import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { isPublicAddress, mayBePublic } from '../../../src/application/webhooks/public-address';
import { guardedLookup, type Resolve } from '../../../src/bootstrap/webhook-sender/guarded-lookup';
import { HttpWebhookSender, type SenderOptions } from '../../../src/bootstrap/webhook-sender/http-webhook-sender';

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener): Promise<number> => listen(createHttpServer(listener));

const send = (url: string, options: Partial<SenderOptions> = {}) =>
  new HttpWebhookSender({ allowPrivate: true, ...options }).send({ url, headers: { 'x-test': '1' }, body: '{"é":1}' });
/** Names that lead where a test wants. */
const names =
  (...addresses: readonly string[]): Resolve =>
  (_, __, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('addresses', () => {
  const NOT_PUBLIC = [
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1', '203.0.113.9', '224.0.0.1'],
    ...['239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
    ...['::ffff:7f00:1', '64:ff9b::a00:1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001::1', '2001:db8::1'],
    ...['2002:7f00:1::', '3fff::1', 'example.com', ''],
  ];
  it.each(NOT_PUBLIC)('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '100.63.255.255', '172.32.0.1', '198.20.0.1', '223.255.255.255', '2a00:1450::1', '2606:4700::1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('are recognised in whatever way a URL writes them', () => {
    const hosts = [
      '2130706433',
      '0x7f.1',
      '017700000001',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'LOCALHOST',
      'a.localhost.',
    ];
    expect(hosts.filter((host) => mayBePublic(new URL(`http://${host}/`).hostname))).toEqual([]);
    expect(['example.com', '8.8.8.8', '[2a00:1450::1]'].filter(mayBePublic)).toHaveLength(3);
  });
});

describe('a call', () => {
  it('posts the body and answers with the status and the text, whatever they are', async () => {
    const seen: unknown[] = [];
    const port = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => seen.push(chunk.toString()));
      request.on('end', () => response.writeHead(410).end('gone'));
      seen.push(request.method, request.url, request.headers['x-test'], request.headers['content-length']);
    });
    expect(await send(`http://127.0.0.1:${port}/a?b=1`)).toEqual({ status: 410, body: 'gone' });
    expect(seen).toEqual(['POST', '/a?b=1', '1', '8', '{"é":1}']);
  });

  it('does not reach what is not public: neither by address nor by name, nor where one address of several is', async () => {
    let calls = 0;
    const port = await listen(createServer((socket) => socket.destroy()).on('connection', () => (calls += 1)));
    const error = { error: 'The address is not a public one.' };
    const refused = [
      await send(`http://127.0.0.1:${port}/`, { allowPrivate: false }),
      await send(`http://[::ffff:127.0.0.1]:${port}/`, { allowPrivate: false }),
      await send(`http://localhost:${port}/`, { allowPrivate: false }),
      await send(`http://rebound.example:${port}/`, { allowPrivate: false, resolve: names('127.0.0.1') }),
      await send(`http://both.example:${port}/`, { allowPrivate: false, resolve: names('8.8.8.8', '127.0.0.1') }),
      await send(`https://six.example:${port}/`, { allowPrivate: false, resolve: names('::1') }),
    ];
    expect(refused).toEqual(refused.map(() => error));
    expect(calls).toBe(0);
  });

  it('goes to the address that was looked at: a name that changes between two looks is looked up once', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']];
    const lookup = guardedLookup((host, options, callback) =>
      names(...(answers.shift() ?? []))(host, options, callback),
    );
    const looked = await new Promise((resolve) =>
      lookup('example.com', { all: true }, (error, addresses) => resolve([error, addresses])),
    );
    expect(looked).toEqual([null, [{ address: '8.8.8.8', family: 4 }]]);
    let lookups = 0;
    const port = await serve((_, response) => response.end());
    const counted: Resolve = (host, options, callback) => {
      lookups += 1;
      names('127.0.0.1')(host, options, callback);
    };
    await send(`http://example.com:${port}/`, { allowPrivate: false, resolve: counted });
    expect(lookups).toBe(1);
  });

  it('fails where the name leads nowhere, as the system says it: by an error without addresses', async () => {
    const lookup = guardedLookup();
    const code = await new Promise((resolve) =>
      lookup('nowhere.invalid', { all: true }, (error) => resolve(error?.code)),
    );
    expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(code);
  });

  it('follows no redirect', async () => {
    let calls = 0;
    const target = await serve((_, response) => {
      calls += 1;
      response.end();
    });
    const port = await serve((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${target}/` }).end(),
    );
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ status: 307, body: '' });
    expect(calls).toBe(0);
  });

  it('reads no more than 64 KB of an answer without an end', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.writable && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more).on('error', () => undefined);
      more();
    });
    const answer = await send(`http://127.0.0.1:${port}/`);
    expect(answer).toEqual({ status: 200, body: 'x'.repeat(64 * 1_024) });
  });

  it('ends in time where nothing comes, or something drop by drop', async () => {
    const silent = await listen(createServer(() => undefined));
    const timeoutMs = 150;
    expect(await send(`http://127.0.0.1:${silent}/`, { timeoutMs })).toEqual({
      error: 'There was no answer in time.',
    });
    const slowHead = await listen(
      createServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const drip = setInterval(() => socket.write('x: y\r\n'), 20);
        socket.on('close', () => clearInterval(drip)).on('error', () => undefined);
      }),
    );
    expect(await send(`http://127.0.0.1:${slowHead}/`, { timeoutMs })).toEqual({
      error: 'There was no answer in time.',
    });
    const slowBody = await serve((_, response) => {
      response.flushHeaders();
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    // Enough for the head to come, also where the machine is busy.
    expect(await send(`http://127.0.0.1:${slowBody}/`, { timeoutMs: 2_000 })).toMatchObject({ status: 200 });
  });

  it('says in a sentence what went wrong, and nothing of this machine', async () => {
    const free = await listen(createServer());
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const broken = await listen(createServer((socket) => socket.destroy()));
    const other = await listen(createServer((socket) => socket.end('SSH-2.0\r\n\r\n')));
    const unknown: Resolve = (_, __, callback) => callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    const answers = [
      await send(`http://127.0.0.1:${free}/`),
      await send(`http://127.0.0.1:${broken}/`),
      await send(`http://127.0.0.1:${other}/`),
      await send(`https://127.0.0.1:${other}/`),
      await send('http://no.example/', { allowPrivate: false, resolve: unknown }),
    ];
    expect(answers).toEqual([
      { error: 'The host refused the connection.' },
      { error: 'The host broke off the connection.' },
      { error: 'The answer was not HTTP.' },
      { error: 'The certificate of the host is not valid, or it does not speak TLS.' },
      { error: 'The name of the host is not known.' },
    ]);
  });
});
