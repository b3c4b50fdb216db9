import { STATUS_OF_SUBSTATUS, type GroupPriority, type GroupSubstatus } from '../group';
import { problem, type Problem } from '../problem';
import type { ActorReference, AssigneeRequest, ChangeSet, StatusChange, SubstatusChange } from './changes';
import { readArchive, readStatusDetails, type StatusDetailsInput } from './read-status-details';

/** A user or a team, by exactly one of its names. */
export interface ActorInput {
  readonly user?: string;
  readonly team?: string;
  readonly email?: string;
  readonly username?: string;
}

/** The attributes as a transport hands them over: an absent key leaves the attribute alone; only assignedTo may be null. */
export interface MutationInput {
  readonly status?: 'UNRESOLVED' | 'RESOLVED' | 'IGNORED';
  readonly statusDetails?: StatusDetailsInput;
  readonly substatus?: GroupSubstatus;
  readonly priority?: GroupPriority;
  readonly assignedTo?: ActorInput | null;
  readonly assignedBy?: 'ASSIGNEE_SELECTOR' | 'SUGGESTED_ASSIGNEE';
  readonly integration?: 'SLACK' | 'MSTEAMS';
  readonly hasSeen?: boolean;
  readonly isBookmarked?: boolean;
  readonly isSubscribed?: boolean;
  readonly isPublic?: boolean;
  readonly inbox?: boolean;
  readonly merge?: boolean;
  /** The id of one of the selected issues. */
  readonly mergeInto?: string;
  /** false means absent. */
  readonly discard?: boolean;
}

const FLAGS = ['hasSeen', 'isBookmarked', 'isSubscribed', 'isPublic', 'inbox'] as const;

/** What is asked for, or everything that speaks against the input itself. */
export type InputReading =
  | { readonly valid: true; readonly changes: ChangeSet }
  | { readonly valid: false; readonly problems: readonly Problem[] };

/** Gives the input its meaning: contradictions and impossible values are problems of the call, before anything is read. */
export function readInput(input: MutationInput): InputReading {
  const problems: Problem[] = [];
  const changes: { -readonly [K in keyof ChangeSet]: ChangeSet[K] } = {};
  if (input.priority !== undefined) changes.priority = input.priority;
  for (const flag of FLAGS) if (input[flag] !== undefined) changes[flag] = input[flag];
  if (input.assignedTo !== undefined) {
    const assignee = readAssignee(input.assignedTo, input.integration);
    if ('code' in assignee) problems.push(assignee);
    else changes.assignedTo = assignee;
  }
  const lifecycle = readLifecycle(input);
  if (Array.isArray(lifecycle)) problems.push(...(lifecycle as readonly Problem[]));
  else Object.assign(changes, lifecycle);
  if (input.inbox === true && (input.status === 'RESOLVED' || input.status === 'IGNORED')) {
    problems.push(
      conflict(['inbox'], 'An issue that is resolved or archived leaves the inbox; inbox: true contradicts that.'),
    );
  }
  if (input.merge === true) changes.merge = { into: input.mergeInto ?? null };
  else if (input.mergeInto !== undefined) problems.push(withoutMerge());
  if (input.discard === true) {
    if (namesMore(input)) problems.push(conflict(['discard'], 'A discard takes no other attribute.'));
    else changes.discard = true;
  }
  return problems.length > 0 ? { valid: false, problems } : { valid: true, changes };
}

/** Whether the input says more than `discard`. */
function namesMore({ discard: _, ...others }: MutationInput): boolean {
  return Object.keys(others).length > 0;
}

function readAssignee(input: ActorInput | null, integration: MutationInput['integration']): AssigneeRequest | Problem {
  const chat = integration === undefined ? null : integration === 'SLACK' ? 'slack' : 'msteams';
  if (input === null) return { actor: null, integration: chat };
  const references: ActorReference[] = [];
  if (input.user !== undefined) references.push({ by: 'user', id: input.user });
  if (input.team !== undefined) references.push({ by: 'team', id: input.team });
  if (input.email !== undefined) references.push({ by: 'email', name: input.email });
  if (input.username !== undefined) references.push({ by: 'username', name: input.username });
  const [actor] = references;
  if (actor !== undefined && references.length === 1) return { actor, integration: chat };
  return problem('INVALID_INPUT', {
    message: 'Give exactly one of user, team, email and username.',
    field: ['input', 'assignedTo'],
  });
}

/** status, substatus and statusDetails speak of one thing and are read together. */
function readLifecycle(input: MutationInput): Pick<ChangeSet, 'status' | 'substatus'> | readonly Problem[] {
  const { status, substatus, statusDetails } = input;
  if (status === undefined && substatus === undefined) {
    return statusDetails === undefined ? {} : [withoutStatus()];
  }
  if (status !== undefined && substatus !== undefined && STATUS_OF_SUBSTATUS[substatus] !== status) {
    return [conflict(['substatus'], `The substatus ${substatus} does not belong to the status ${status}.`)];
  }
  if (status === undefined && statusDetails !== undefined && substatus !== 'ARCHIVED_UNTIL_CONDITION_MET') {
    return [withoutStatus()];
  }
  const details = readStatusDetails(statusDetails ?? {});
  if (!details.valid) return details.problems;
  if ((status ?? 'IGNORED') !== 'IGNORED' && (details.conditions !== null || details.untilEscalating)) {
    return [conflict(['statusDetails'], `Conditions of archiving do not go with the status ${status}.`)];
  }
  const change = readChange(input, readArchive(substatus, details));
  if ('code' in change) return [change];
  if (status !== undefined) return { status: change };
  return { substatus: change as SubstatusChange };
}

function readChange(
  { status, substatus }: MutationInput,
  archive: ReturnType<typeof readArchive>,
): StatusChange | Problem {
  if (status === 'RESOLVED') return { kind: 'resolve' };
  switch (substatus) {
    case 'NEW':
    case 'ONGOING':
    case 'ESCALATING':
    case 'REGRESSED':
      return { kind: 'reopen', substatus };
    default:
      if (status === 'UNRESOLVED') return { kind: 'reopen', substatus: null };
      return 'code' in archive ? archive : { kind: 'archive', archive };
  }
}

function withoutMerge(): Problem {
  return problem('INVALID_INPUT', { message: 'mergeInto needs merge: true.', field: ['input', 'mergeInto'] });
}

function withoutStatus(): Problem {
  return problem('INVALID_INPUT', {
    message: 'statusDetails need a status, or the substatus ARCHIVED_UNTIL_CONDITION_MET.',
    field: ['input', 'statusDetails'],
  });
}

function conflict(path: readonly string[], message: string): Problem {
  return problem('CONFLICTING_ATTRIBUTES', { message, field: ['input', ...path] });
}
