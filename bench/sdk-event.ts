import { randomBytes } from 'node:crypto';

/** Where events go. */
export interface EventTarget {
  readonly projectId: string;
  readonly publicKey: string;
}

/** Issues that most events belong to, and one event in so many that makes a new one. */
const ISSUES = 1_000;
const NEW_EVERY = 200;
const PEOPLE = 10_000;
const RELEASES = 5;

/** Requests as a Node.js SDK sends them, about 4 KB each: every one another event. */
export class SdkEvents {
  private sent = 0;
  private readonly run = randomBytes(8).toString('hex');

  constructor(private readonly target: EventTarget) {}

  /** A whole HTTP request for a connection that stays open. */
  next(): string {
    const index = this.sent;
    this.sent += 1;
    const eventId = `${this.run}${index.toString(16).padStart(16, '0')}`;
    const event = JSON.stringify(eventOf(index, eventId));
    const body = `{"event_id":"${eventId}","sent_at":"2026-01-01T00:00:00.000Z"}\n{"type":"event"}\n${event}\n`;
    const { projectId, publicKey } = this.target;
    const path = `/api/${projectId}/envelope/?sentry_version=7&sentry_key=${publicKey}`;
    return `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }
}

function eventOf(index: number, eventId: string): object {
  const issue = index % NEW_EVERY === NEW_EVERY - 1 ? `New${eventId}` : `Failure${(index * 7919) % ISSUES}`;
  return {
    event_id: eventId,
    timestamp: Date.now() / 1_000,
    platform: 'node',
    level: 'error',
    environment: 'production',
    release: `shop@1.${index % RELEASES}.0`,
    server_name: `web-${index % 10}`,
    transaction: 'POST /checkout/:id',
    user: { id: (index * 104_729) % PEOPLE },
    tags: { customer: `c${index % 50}`, region: index % 2 === 0 ? 'eu' : 'us' },
    exception: {
      values: [
        {
          type: issue,
          value: `order ${index} could not be paid: the bank answered ${500 + (index % 4)}`,
          mechanism: { type: 'onunhandledrejection', handled: false },
          stacktrace: { frames: FRAMES },
        },
      ],
    },
    contexts: CONTEXTS,
    breadcrumbs: BREADCRUMBS,
    sdk: { name: 'sentry.javascript.node', version: '11.12.0' },
  };
}

const FRAMES = Array.from({ length: 8 }, (_, index) => ({
  filename: `/app/src/services/checkout/step-${'abcdefgh'[index]}.js`,
  module: `services.checkout:step-${'abcdefgh'[index]}`,
  function: `Checkout.step${'ABCDEFGH'[index]}`,
  lineno: 40 + index,
  colno: 12,
  in_app: index > 2,
  context_line: '    const answer = await this.bank.charge(order.total, order.currency);',
}));

const CONTEXTS = {
  runtime: { name: 'node', version: 'v22.11.0' },
  os: { name: 'Linux', version: '6.8.0', kernel_version: '6.8.0-47-generic' },
  app: { app_start_time: '2026-01-01T00:00:00.000Z', app_memory: 94_000_000 },
  device: { arch: 'x64', memory_size: 8_000_000_000, processor_count: 4 },
  trace: { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331' },
};

const BREADCRUMBS = Array.from({ length: 6 }, (_, index) => ({
  timestamp: 1_767_225_600 + index,
  category: 'http',
  type: 'http',
  data: { url: `https://bank.example.com/charges/${index}`, method: 'POST', status_code: 200 },
}));
