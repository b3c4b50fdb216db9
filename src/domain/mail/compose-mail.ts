import { countIssues, describeFact, type FactNames } from './describe-fact';
import type { MailContent } from './mail-content';
import { oneLine } from './one-line';

const SUBJECT_LENGTH = 150;
const TITLE_LENGTH = 200;
const NOTE_LENGTH = 4_000;

/** An issue as a mail names it. */
export interface MailIssue {
  readonly shortId: string;
  readonly title: string;
  /** Where a person looks at it; null: nobody has said. */
  readonly url: string | null;
}

/** Everything that a mail says, with the names of the moment of sending. */
export interface MailMaterial {
  readonly content: MailContent;
  readonly organization: string;
  readonly names: Omit<FactNames, 'single'>;
  /** Those that are named and that the recipient sees. */
  readonly issues: readonly MailIssue[];
  /** What was written; null: the mail is not about a note. */
  readonly note: string | null;
  /** Where a person looks at the operation. */
  readonly operationUrl: string | null;
  readonly unsubscribeUrl: string;
}

/** A mail without markup: plain texts, which may hold anything but line breaks. */
export interface ComposedMail {
  readonly subject: string;
  readonly sentences: readonly string[];
  /** Lines of a note, as they were written. */
  readonly note: readonly string[];
  readonly issues: readonly MailIssue[];
  /** What else there is; null: everything is listed. */
  readonly more: { readonly text: string; readonly url: string | null } | null;
  readonly reason: string;
  readonly unsubscribe: { readonly text: string; readonly url: string };
}

/** Puts a mail into words. A mail about one issue has the same subject each time, so that mail programs make one thread of them. */
export function composeMail(material: MailMaterial): ComposedMail {
  const { content, organization, operationUrl, unsubscribeUrl } = material;
  const single = content.issueCount === 1;
  const issues = material.issues.map((issue) => ({ ...issue, title: oneLine(issue.title, TITLE_LENGTH) }));
  const sentences = content.facts.map((fact) => oneLine(describeFact(fact, { ...material.names, single }), 500));
  const [issue] = issues;
  const [first = ''] = sentences;
  const others = content.facts.length > 1 ? ' …' : '';
  const subject =
    single && issue !== undefined
      ? `[${issue.shortId}] ${issue.title}`
      : `${oneLine(organization, 60)}: ${first.replace(/\.$/, '')}${others}`;
  const unlisted = content.issueCount - issues.length;
  return {
    subject: oneLine(subject, SUBJECT_LENGTH),
    sentences,
    note: noteLines(material.note),
    issues,
    more: unlisted > 0 ? { text: `and ${countIssues(unlisted)} more`, url: operationUrl } : null,
    reason: single ? 'You follow this issue.' : 'You follow these issues.',
    unsubscribe: {
      text: single ? 'Stop mail about this issue' : `Stop all mail of ${oneLine(organization, 60)}`,
      url: unsubscribeUrl,
    },
  };
}

function noteLines(note: string | null): readonly string[] {
  if (note === null) return [];
  const characters = [...note];
  const cut = characters.length > NOTE_LENGTH ? `${characters.slice(0, NOTE_LENGTH).join('')}…` : note;
  return cut.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => oneLine(line, NOTE_LENGTH + 1));
}
