import type { NoticeType } from '../state/step';

/** Where a mail stands. DROPPED: its recipient may not see it any more, or wants none; DEAD: it could not be delivered. */
export const MAIL_STATES = ['PENDING', 'SENT', 'DROPPED', 'DEAD'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Issues that a mail names; the rest are counted. */
export const LISTED_ISSUES = 25;
/** Different things that a mail tells of its issues. */
export const LISTED_FACTS = 10;

/** Messages of which people are told; of the others only other systems are. */
export const TOLD_TYPES = [
  'issue.resolved',
  'issue.unresolved',
  'issue.unignored',
  'issue.ignored',
  'issue.regressed',
  'issue.escalating',
  'issue.assigned',
  'issue.unassigned',
  'issue.note_added',
] as const satisfies readonly NoticeType[];
export type ToldType = (typeof TOLD_TYPES)[number];

/** What has happened to some of the issues of a mail. */
export interface ToldFact {
  readonly type: ToldType;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of so many issues. */
  readonly count: number;
}

/** What a mail tells its recipient, as it is stored: ids only, so that names are those of the moment of sending. */
export interface MailContent {
  /** The most frequent first. */
  readonly facts: readonly ToldFact[];
  /** The first of the issues, in id order. */
  readonly issueIds: readonly string[];
  readonly issueCount: number;
}
