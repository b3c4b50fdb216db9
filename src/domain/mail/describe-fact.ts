import type { ToldFact, ToldType } from './mail-content';

/** How what a mail tells of is called. */
export interface FactNames {
  /** Who did it; null: nobody, it came about by itself. */
  readonly actor: string | null;
  /** How a user or a team is called, by `user:ID` and `team:ID`; 'you' for the recipient. */
  readonly nameOf: (actor: string) => string | undefined;
  /** Whether the mail is about one issue. */
  readonly single: boolean;
}

/** Words that go with a number of issues: after whoever did it, and by themselves. */
interface Wording {
  readonly did: (issues: string) => string;
  /** As in `3 issues were resolved`; {is} and {has} agree with the number. */
  readonly happened: string;
}

const HOW_RESOLVED: Readonly<Record<string, string>> = {
  in_next_release: ' in the next release',
  in_upcoming_release: ' in the upcoming release',
  in_future_release: ' in a future release',
  in_release: ' in a release',
  in_commit: ' in a commit',
  with_commit: ' by a commit',
};

/** One sentence: `Ann assigned 3 issues to you.` or `This issue has come back.` */
export function describeFact(fact: ToldFact, { actor, nameOf, single }: FactNames): string {
  const issues = single ? 'this issue' : countIssues(fact.count);
  const { did, happened } = WORDINGS[fact.type](fact.data, nameOf);
  if (actor !== null) return `${actor} ${agreeing(did(issues), fact.count)}.`;
  const subject = `${issues.charAt(0).toUpperCase()}${issues.slice(1)}`;
  return `${subject} ${agreeing(happened, fact.count)}.`;
}

/** `1 issue`, or `1,000 issues`. */
export function countIssues(count: number): string {
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} issue${count === 1 ? '' : 's'}`;
}

type Describe = (data: ToldFact['data'], nameOf: FactNames['nameOf']) => Wording;

const WORDINGS: Readonly<Record<ToldType, Describe>> = {
  'issue.resolved': ({ resolution_type: type }) => {
    const how = (typeof type === 'string' && HOW_RESOLVED[type]) || '';
    return { did: (issues) => `resolved ${issues}${how}`, happened: `{was} resolved${how}` };
  },
  'issue.unresolved': () => ({ did: (issues) => `reopened ${issues}`, happened: '{was} reopened' }),
  'issue.unignored': () => ({ did: (issues) => `reopened ${issues}`, happened: '{was} reopened' }),
  'issue.ignored': () => ({ did: (issues) => `archived ${issues}`, happened: '{was} archived' }),
  'issue.regressed': () => ({
    did: (issues) => `saw ${issues} come back`,
    happened: '{has} come back after having been resolved',
  }),
  'issue.escalating': () => ({
    did: (issues) => `saw ${issues} escalate`,
    happened: '{is} escalating: there are many more events than before',
  }),
  'issue.assigned': ({ assignee }, nameOf) => {
    const { type, id } = (assignee ?? {}) as { readonly type?: string; readonly id?: string };
    const to = nameOf(`${type}:${id}`) ?? 'somebody who is gone';
    return { did: (issues) => `assigned ${issues} to ${to}`, happened: `{was} assigned to ${to}` };
  },
  'issue.unassigned': () => ({
    did: (issues) => `took ${issues} from whoever had {them}`,
    happened: '{is} assigned to nobody any more',
  }),
  'issue.note_added': () => ({ did: (issues) => `wrote a note on ${issues}`, happened: '{has} a new note' }),
};

const AGREEMENT: Readonly<Record<string, readonly [one: string, many: string]>> = {
  was: ['was', 'were'],
  has: ['has', 'have'],
  is: ['is', 'are'],
  them: ['it', 'them'],
};

function agreeing(text: string, count: number): string {
  return text.replace(/\{(\w+)\}/g, (_, word: string) => AGREEMENT[word]?.[count === 1 ? 0 : 1] ?? '');
}
