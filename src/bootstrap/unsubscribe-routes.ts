import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Unsubscribe } from '../application/mail/unsubscribe.handler';
import { escapeHtml } from '../domain/mail/render-mail';

const PATH = '/mail/unsubscribe';
/** A form of mail programs; what it holds does not matter. */
const MAX_BODY_BYTES = 16 * 1024;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

interface Query {
  readonly token?: string | string[];
}

/**
 * The links at the end of mails. GET asks, because programs that look at mails follow links too; POST does it, whether it
 * comes from that page or, as RFC 8058 has it, from a mail program.
 */
export async function unsubscribeRoutes(app: FastifyInstance, unsubscribe: Unsubscribe): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, _body, done) => {
    done(null, null);
  });
  app.get<{ Querystring: Query }>(PATH, async ({ query }, reply) => {
    const token = tokenOf(query);
    const claim = await unsubscribe.read(token);
    if (claim === null) return sendUnknown(reply);
    const what = claim.groupId === null ? 'all mail of this organization' : 'mail about this issue';
    const action = escapeHtml(`${PATH}?token=${encodeURIComponent(token)}`);
    return sendPage(reply, `Stop ${what}?`, `<form method="post" action="${action}"><button>Stop</button></form>`);
  });
  app.post<{ Querystring: Query }>(PATH, async ({ query }, reply) => {
    const claim = await unsubscribe.execute(tokenOf(query));
    if (claim === null) return sendUnknown(reply);
    const back =
      claim.groupId === null
        ? 'The mutation <code>updateNotificationSettings</code> brings it back.'
        : 'Subscribing to the issue brings it back.';
    return sendPage(reply, 'Done.', `<p>You will get no more of it. ${back}</p>`);
  });
}

function tokenOf({ token }: Query): string {
  return typeof token === 'string' ? token : '';
}

function sendUnknown(reply: FastifyReply): FastifyReply {
  return sendPage(reply.code(404), 'This link is not valid.', '<p>Copy the whole link from the mail.</p>');
}

function sendPage(reply: FastifyReply, title: string, body: string): FastifyReply {
  return reply
    .headers(HEADERS)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"></head>
<body style="font-family: sans-serif; max-width: 36em; margin: 3em auto"><h1>${escapeHtml(title)}</h1>${body}</body></html>`,
    );
}
