import { request as requestHttp, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { bareHost, mayBePublic } from '../../application/webhooks/public-address';
import type { WebhookAnswer, WebhookRequest, WebhookSender } from '../../application/webhooks/webhook-sender';
import { failureSentence } from './failure-sentence';
import { guardedLookup, type Resolve } from './guarded-lookup';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1_024;

export interface SenderOptions {
  /** Whether addresses may be called that are not on the Internet. */
  readonly allowPrivate: boolean;
  /** For all of it: the lookup, the connection and the answer. Absent: ten seconds. */
  readonly timeoutMs?: number;
  /** How names are looked up; absent: as the system does. */
  readonly resolve?: Resolve;
}

/**
 * Calls webhooks with Node's own client: each call on a connection of its own, which ends with it. Redirects are not
 * followed, and of the answer no more is read than can be kept; what decides is its status.
 */
export class HttpWebhookSender implements WebhookSender {
  constructor(private readonly options: SenderOptions) {}

  send({ url, headers, body }: WebhookRequest): Promise<WebhookAnswer> {
    const target = new URL(url);
    const { allowPrivate, timeoutMs = TIMEOUT_MS, resolve } = this.options;
    // A connection to a literal address looks nothing up.
    if (!allowPrivate && !mayBePublic(target.hostname)) {
      return Promise.resolve({ error: failureSentence({ code: 'EPRIVATE' }) });
    }
    const length = Buffer.byteLength(body);
    const outgoing = open(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': length },
      agent: false,
      ...(allowPrivate ? {} : { lookup: guardedLookup(resolve) }),
    });
    outgoing.end(body);
    return answerTo(outgoing, timeoutMs);
  }
}

function open({ protocol, hostname, port, pathname, search }: URL, options: RequestOptions): ClientRequest {
  const request = protocol === 'https:' ? requestHttps : requestHttp;
  return request({ ...options, hostname: bareHost(hostname), port, path: `${pathname}${search}` });
}

function answerTo(outgoing: ClientRequest, timeoutMs: number): Promise<WebhookAnswer> {
  return new Promise((settle) => {
    let answer: (() => WebhookAnswer) | null = null;
    const end = (error: { readonly code?: string | undefined }): void => {
      clearTimeout(timer);
      outgoing.destroy();
      settle(answer === null ? { error: failureSentence(error) } : answer());
    };
    const timer = setTimeout(() => end({ code: 'ETOOSLOW' }), timeoutMs);
    outgoing.on('error', end);
    outgoing.on('close', () => end({ code: 'ECONNRESET' }));
    outgoing.on('response', (incoming) => {
      answer = keep(incoming, () => end({}));
    });
  });
}

/** Reads the answer up to the limit, and says when it is enough; what was read so far is there at any time. */
function keep(incoming: IncomingMessage, enough: () => void): () => WebhookAnswer {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk.subarray(0, MAX_ANSWER_BYTES - bytes));
    bytes += chunk.length;
    if (bytes >= MAX_ANSWER_BYTES) enough();
  });
  incoming.on('end', enough);
  incoming.on('error', enough);
  return () => ({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
}
