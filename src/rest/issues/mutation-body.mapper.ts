import type { ActorInput, MutationInput } from '../../domain/attributes/read-input';
import type { StatusDetailsInput } from '../../domain/attributes/read-status-details';
import { BodyReader, fieldsRefused, type FieldErrors } from '../body-reader';
import { PRIORITIES, STATUS_UPDATES, SUBSTATUSES } from './status-names';

/** The body of an update, as it is understood. */
export interface MutationBody {
  readonly input: MutationInput;
  /** What was understood, under the names that clients use; answers begin with it. */
  readonly echo: Readonly<Record<string, unknown>>;
  /** Where the conditions of archiving stand: under `statusDetails`, or beside the status. */
  readonly detailsAreNested: boolean;
}

const FLAGS = ['inbox', 'hasSeen', 'isBookmarked', 'isPublic', 'isSubscribed', 'merge', 'discard'] as const;
const CONDITIONS = [
  'ignoreDuration',
  'snoozeDuration',
  'ignoreCount',
  'ignoreWindow',
  'ignoreUserCount',
  'ignoreUserWindow',
] as const;
const RELEASE_FLAGS = ['inNextRelease', 'inUpcomingRelease'] as const;
const RELEASE_TEXTS = ['inRelease', 'inFutureRelease'] as const;

const SOURCES = { assignee_selector: 'ASSIGNEE_SELECTOR', suggested_assignee: 'SUGGESTED_ASSIGNEE' } as const;
const INTEGRATIONS = { slack: 'SLACK', msteams: 'MSTEAMS' } as const;

/** Throws 400 with everything that cannot be read; what it means is for the application to judge. */
export function readMutationBody(body: unknown): MutationBody {
  const reader = BodyReader.of(body);
  const nested = reader.nested('statusDetails');
  const status = reader.choice('status', STATUS_UPDATES);
  const substatus = reader.choice('substatus', SUBSTATUSES);
  const priority = reader.choice('priority', PRIORITIES);
  const flags = fieldsOf(FLAGS, (name) => reader.boolean(name));
  const beside = fieldsOf(CONDITIONS, (name) => reader.integer(name));
  const assignedTo = readAssignee(reader);
  const details = nested === undefined ? beside : readDetails(nested);
  const errors: FieldErrors = {
    ...reader.errors,
    ...(nested !== undefined && Object.keys(nested.errors).length > 0 && { statusDetails: nested.errors }),
  };
  if (Object.keys(errors).length > 0) throw fieldsRefused(errors);
  const statusDetails = Object.keys(details).length === 0 ? undefined : details;
  const assignedBy = lookUp(SOURCES, reader.value('assignedBy'));
  const integration = lookUp(INTEGRATIONS, reader.value('integration'));
  const attributes = { status, substatus, priority, statusDetails, assignedTo, assignedBy, integration };
  const names = { status: reader.value('status'), substatus: reader.value('substatus') };
  return {
    input: { ...given(attributes), ...flags },
    echo: { ...given({ ...names, priority: reader.value('priority') }), ...flags, ...beside },
    detailsAreNested: nested !== undefined,
  };
}

function readDetails(reader: BodyReader): StatusDetailsInput {
  const untilEscalating = reader.boolean('untilEscalating') ?? reader.boolean('ignoreUntilEscalating');
  const commit = reader.nested('inCommit');
  const inCommit = commit && { commit: commit.text('commit'), repository: commit.text('repository') };
  for (const name of ['commit', 'repository'] as const) {
    if (inCommit !== undefined && inCommit[name] === undefined) commit?.refuse(name, 'This field is required.');
  }
  if (commit !== undefined && Object.keys(commit.errors).length > 0) reader.errors['inCommit'] = commit.errors;
  return {
    ...fieldsOf(CONDITIONS, (name) => reader.integer(name)),
    ...fieldsOf(RELEASE_FLAGS, (name) => reader.boolean(name)),
    ...fieldsOf(RELEASE_TEXTS, (name) => reader.text(name)),
    ...given({ untilEscalating, inCommit: inCommit as StatusDetailsInput['inCommit'] }),
  };
}

/** A number, `user:1` or `team:2`, a username, an e-mail address; an empty text clears. */
function readAssignee(reader: BodyReader): ActorInput | null | undefined {
  const text = reader.text('assignedTo')?.trim();
  if (text === undefined) return undefined;
  if (text === '') return null;
  if (/^\d+$/.test(text)) return { user: text };
  const [, kind, id = ''] = /^(\w+):(.*)$/.exec(text) ?? [];
  if (kind === 'user' || kind === 'team') return { [kind]: id };
  if (kind !== undefined) return reader.refuse('assignedTo', UNKNOWN_FORM);
  return text.includes('@') ? { email: text } : { username: text };
}

const UNKNOWN_FORM = 'Could not parse actor. Format should be `type:id` where type is `team` or `user`.';

/** A value that only says where a change comes from; one that is unknown does not matter. */
function lookUp<T>(names: Readonly<Record<string, T>>, value: unknown): T | undefined {
  return typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : undefined;
}

function fieldsOf<Name extends string, T>(
  names: readonly Name[],
  read: (name: Name) => T | undefined,
): { [K in Name]?: T } {
  return given(Object.fromEntries(names.map((name) => [name, read(name)]))) as { [K in Name]?: T };
}

/** The fields that have a value. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
