import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { answerOf, connected, type Attack, type Target } from './attack';

const PROTOCOL = 'graphql-transport-ws';
const FOLLOW = 'subscription ($organization: String!) { issuesChanged(organization: $organization) { issueIds } }';

interface Said {
  readonly type: string;
  readonly payload?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** A WebSocket, and all that it is told. */
class Connection {
  readonly heard: Said[] = [];
  private readonly socket: WebSocket;
  private readonly closed: Promise<string>;

  constructor({ url, token }: Target, protocol: string = PROTOCOL) {
    const headers = { authorization: `Bearer ${token}` };
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, { headers });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(String(data)) as Said));
    this.closed = new Promise((resolve) => this.socket.on('close', (code) => resolve(`closed ${code}`)));
  }

  async open(): Promise<this> {
    await once(this.socket, 'open');
    return this;
  }

  async ready(): Promise<this> {
    await this.open();
    this.send({ type: 'connection_init' });
    await once(this.socket, 'message');
    return this;
  }

  send(message: object | string | Buffer): void {
    const isText = typeof message === 'string' || Buffer.isBuffer(message);
    this.socket.send(isText ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** The code with which the server closes it. */
  end(): Promise<string> {
    return this.closed;
  }

  /** The codes of so many refusals. */
  async refusals(count: number): Promise<string> {
    const refused = (): Said[] => this.heard.filter(({ type }) => type === 'error');
    while (refused().length < count && this.socket.readyState === WebSocket.OPEN) {
      await Promise.race([once(this.socket, 'message'), this.closed]);
    }
    this.socket.close();
    await this.closed;
    const codes = new Set(refused().flatMap(({ payload }) => payload?.map(({ extensions }) => extensions?.code)));
    return `${refused().length} refused: ${[...codes].join(' ')}`;
  }
}

/** What the server says to one thing that a connection says. */
function spoken(name: string, message: object | string | Buffer, outcome: string): Attack {
  const run = async (target: Target): Promise<string> => {
    const connection = await new Connection(target).ready();
    connection.send(message);
    return connection.end();
  };
  return { name: `over a connection: ${name}`, run, outcome };
}

/** The same before it has brought its token. */
function spokenFirst(name: string, messages: readonly object[], outcome: string): Attack {
  const run = async (target: Target): Promise<string> => {
    const connection = await new Connection(target).open();
    for (const message of messages) connection.send(message);
    return connection.end();
  };
  return { name: `over a connection: ${name}`, run, outcome };
}

/** A subscription that is refused, while the connection stays. */
function refused(name: string, query: string, code: string): Attack {
  const run = async (target: Target): Promise<string> => {
    const connection = await new Connection(target).ready();
    connection.subscribe('1', query);
    return connection.refusals(1);
  };
  return { name: `over a connection: ${name}`, run, outcome: `1 refused: ${code}` };
}

const HANDSHAKE = [
  'GET /graphql HTTP/1.1',
  'host: muster',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  `sec-websocket-protocol: ${PROTOCOL}`,
];

/** Bytes after the handshake that are no frames of a client; how the server closes the connection. */
function framed(name: string, frame: Buffer): Attack {
  const run = async (target: Target): Promise<string> => {
    const socket = await connected(target);
    const key = `sec-websocket-key: ${randomBytes(16).toString('base64')}`;
    socket.write(`${[...HANDSHAKE, key].join('\r\n')}\r\n\r\n`);
    const status = await answerOf(socket);
    socket.write(frame);
    await once(socket, 'close');
    return status;
  };
  return { name: `over a connection: ${name}`, run, outcome: '101' };
}

/** More connections than the server takes; not beside other attacks, which would find no place. */
export const FLOOD: Attack = {
  name: 'a flood of connections',
  run: async (target) => {
    const ends = Array.from({ length: 150 }, () => new Connection(target).end());
    return [...new Set(await Promise.all(ends))].sort().join(', ');
  },
  outcome: 'closed 1006, closed 4408',
};

/** What connections for subscriptions can be abused for. */
export const CONNECTION_ATTACKS: readonly Attack[] = [
  {
    name: 'a connection of another protocol',
    run: async (target) => new Connection(target, 'graphql-ws').end(),
    outcome: /^closed (1006|4406)$/,
  },
  {
    name: 'a connection that says nothing after the handshake',
    run: async (target) => new Connection(target).end(),
    outcome: 'closed 4408',
  },
  spokenFirst(
    'a subscription before the token',
    [{ type: 'subscribe', id: '1', payload: { query: FOLLOW } }],
    'closed 4401',
  ),
  spokenFirst(
    'a bad token',
    [{ type: 'connection_init', payload: { authorization: 'Bearer mst_nobody' } }],
    'closed 4401',
  ),
  spokenFirst('two tokens', [{ type: 'connection_init' }, { type: 'connection_init' }], 'closed 4429'),
  spoken('a message of 1 MB', { type: 'ping', payload: { text: 'x'.repeat(1_000_000) } }, 'closed 1009'),
  spoken('no JSON', '{{{', 'closed 4400'),
  spoken('bytes', randomBytes(1_000), 'closed 4400'),
  spoken('100,000 brackets', '['.repeat(100_000), 'closed 4400'),
  spoken('a message of no kind', { type: 'constructor' }, 'closed 4400'),
  spoken('an id that is no text', { type: 'subscribe', id: {}, payload: { query: FOLLOW } }, 'closed 4400'),
  refused('a query', '{ viewer { scopes } }', 'BAD_REQUEST'),
  refused('a mutation', 'mutation { deleteIssues(ids: ["1"]) { userErrors { code } } }', 'BAD_REQUEST'),
  refused('10,000 fields', `subscription { ${'__typename '.repeat(10_000)} }`, 'GRAPHQL_PARSE_FAILED'),
  refused('introspection', 'subscription { __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'),
  refused(
    '500 levels',
    `subscription { bulkOperationProgress(id: "1") { ${'undoneBy { '.repeat(500)} id ${'} '.repeat(500)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  {
    name: 'over a connection: 500 subscriptions',
    run: async (target) => {
      const connection = await new Connection(target).ready();
      for (let id = 1; id <= 500; id += 1)
        connection.subscribe(String(id), FOLLOW, { organization: target.organization });
      return connection.refusals(400);
    },
    outcome: '400 refused: BAD_REQUEST',
  },
  {
    name: 'over a connection: an id twice',
    run: async (target) => {
      const connection = await new Connection(target).ready();
      for (const id of ['1', '1']) connection.subscribe(id, FOLLOW, { organization: target.organization });
      return connection.end();
    },
    outcome: 'closed 4409',
  },
  framed('a text that is no UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe])),
  framed('a frame without a mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d])),
  framed(
    'a frame of 9,000,000,000,000 bytes',
    Buffer.from([0x81, 0xff, 0, 0, 0x08, 0x2f, 0x79, 0xcd, 0x90, 0, 0, 0, 0, 0]),
  ),
];
