import type { ComposedMail, MailIssue } from './compose-mail';

/** The body of a mail, in both forms. */
export interface RenderedMail {
  readonly text: string;
  readonly html: string;
}

/** Renders a mail as text and as HTML without pictures, scripts or anything that is loaded from elsewhere. */
export function renderMail(mail: ComposedMail): RenderedMail {
  return { text: renderText(mail), html: renderHtml(mail) };
}

function renderText(mail: ComposedMail): string {
  const { sentences, note, issues, more, reason, unsubscribe } = mail;
  const blocks = [
    sentences.join('\n'),
    note.map((line) => `> ${line}`).join('\n'),
    [...issues.map(issueText), ...(more === null ? [] : [withUrl(more.text, more.url)])].join('\n'),
    `--\n${reason} ${unsubscribe.text}: ${unsubscribe.url}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function issueText({ shortId, title, url }: MailIssue): string {
  return `* ${shortId} ${title}${url === null ? '' : `\n  ${url}`}`;
}

function withUrl(text: string, url: string | null): string {
  return url === null ? text : `${text}: ${url}`;
}

function renderHtml(mail: ComposedMail): string {
  const { subject, sentences, note, issues, more, reason, unsubscribe } = mail;
  const items = [
    ...issues.map(({ shortId, title, url }) => `<li>${link(shortId, url)} ${escapeHtml(title)}</li>`),
    ...(more === null ? [] : [`<li>${link(more.text, more.url)}</li>`]),
  ];
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family: sans-serif; line-height: 1.4">',
    ...sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    note.length === 0 ? '' : `<blockquote>${note.map(escapeHtml).join('<br>')}</blockquote>`,
    `<ul>${items.join('')}</ul>`,
    `<p style="color: #666; font-size: 85%">${escapeHtml(reason)} ${link(unsubscribe.text, unsubscribe.url)}</p>`,
    '</body></html>',
  ].join('\n');
}

function link(text: string, url: string | null): string {
  return url === null ? escapeHtml(text) : `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that shows itself in HTML, also between quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
