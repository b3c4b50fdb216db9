import type { GroupPriority } from '../group';
import { problem, type Problem } from '../problem';
import type { ActorReference, AssigneeRequest, ChangeSet } from './changes';
import { readLifecycle, type LifecycleInput } from './read-lifecycle';

/** A user or a team, by exactly one of its names. */
export interface ActorInput {
  readonly user?: string;
  readonly team?: string;
  readonly email?: string;
  readonly username?: string;
}

/** The attributes as a transport hands them over: an absent key leaves the attribute alone; only assignedTo may be null. */
export interface MutationInput extends LifecycleInput {
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
  if (input.inbox === true && (input.status ?? 'UNRESOLVED') !== 'UNRESOLVED') {
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

function withoutMerge(): Problem {
  return problem('INVALID_INPUT', { message: 'mergeInto needs merge: true.', field: ['input', 'mergeInto'] });
}

function conflict(path: readonly string[], message: string): Problem {
  return problem('CONFLICTING_ATTRIBUTES', { message, field: ['input', ...path] });
}
