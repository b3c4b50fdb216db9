/** Terms that other search languages know and this one does not: taken for tags, they would silently find nothing. */
const UNKNOWN_TERMS = [
  'title',
  'message',
  'culprit',
  'text',
  'status',
  'substatus',
  'issue.type',
  'issue.id',
  'issue.status',
  'regressed_in_release',
  'suggested_assignee',
  'error.unhandled',
  'error.handled',
  'error.type',
  'error.value',
  'stack.filename',
  'stack.function',
  'timestamp',
  'event.timestamp',
  'event.type',
  'times_seen',
  'first_seen',
  'last_seen',
  'organization',
  'organization_id',
];

/** Terms with a meaning of their own; in another case they are taken for mistakes. */
const TERM_NAMES = [
  'is',
  'assigned',
  'assigned_or_suggested',
  'bookmarks',
  'subscribed',
  'level',
  'priority',
  'issue.priority',
  'issue.category',
  'issue',
  'platform',
  'project',
  'release',
  'firstRelease',
  'firstSeen',
  'age',
  'lastSeen',
  'timesSeen',
  'usersSeen',
  'users',
  'has',
] as const;

/** The name of a term that is no tag. */
export type TermName = (typeof TERM_NAMES)[number];

const RESERVED: ReadonlyMap<string, TermName | null> = new Map([
  ...UNKNOWN_TERMS.map((name): [string, null] => [name, null]),
  ...TERM_NAMES.map((name): [string, TermName] => [name.toLowerCase(), name]),
]);

/** Whether `key:` asks for a tag. */
export function isTagKey(key: string): boolean {
  return !RESERVED.has(key.toLowerCase());
}

/** The term that is spelled like this but for its case; null where there is none. */
export function termSpelledLike(key: string): TermName | null {
  return RESERVED.get(key.toLowerCase()) ?? null;
}

/** The key in `tags[key]`, which may be any; another text is a key itself. */
export function tagKeyOf(text: string): string {
  return /^tags\[(.+)\]$/s.exec(text)?.[1] ?? text;
}
