import type { GroupPriority, GroupSubstatus } from '../group';
import type { MergeRequest } from './merge/merge-plan';
import type { ResolveForm } from './status/resolve-form';

/** Substatuses of an unresolved issue. */
export type OpenSubstatus = Extract<GroupSubstatus, 'NEW' | 'ONGOING' | 'ESCALATING' | 'REGRESSED'>;

/** What ends an archiving: any one of the conditions that are not null. Duration and windows are minutes. */
export interface SnoozeConditions {
  readonly duration: number | null;
  readonly count: number | null;
  readonly window: number | null;
  readonly userCount: number | null;
  readonly userWindow: number | null;
}

/** How an issue is archived. */
export type Archive =
  | { readonly substatus: 'ARCHIVED_FOREVER' | 'ARCHIVED_UNTIL_ESCALATING' }
  | { readonly substatus: 'ARCHIVED_UNTIL_CONDITION_MET'; readonly conditions: SnoozeConditions };

/** What is to become of the status. */
export type StatusChange =
  /** form absent: now. */
  | { readonly kind: 'resolve'; readonly form?: ResolveForm }
  /** substatus null: inferred per issue. */
  | { readonly kind: 'reopen'; readonly substatus: OpenSubstatus | null }
  | { readonly kind: 'archive'; readonly archive: Archive };

/** A substatus without a status: it applies to issues whose status allows it. */
export type SubstatusChange = Exclude<StatusChange, { kind: 'resolve' }>;

/** How a caller names a user or a team. */
export type ActorReference =
  { readonly by: 'user' | 'team'; readonly id: string } | { readonly by: 'email' | 'username'; readonly name: string };

/** Who is to be assigned. */
export interface AssigneeRequest {
  /** null clears the assignee. */
  readonly actor: ActorReference | null;
  /** Chat product from which the assignment was made, for the feed. */
  readonly integration: 'slack' | 'msteams' | null;
}

/** Everything that a call can ask of an issue, by the attribute's public name. */
export interface Changes {
  readonly priority: GroupPriority;
  readonly status: StatusChange;
  readonly substatus: SubstatusChange;
  readonly assignedTo: AssigneeRequest;
  readonly hasSeen: boolean;
  readonly isBookmarked: boolean;
  readonly isSubscribed: boolean;
  /** true: shared under a link. */
  readonly isPublic: boolean;
  readonly merge: MergeRequest;
  /** true: into the inbox; false: reviewed. */
  readonly inbox: boolean;
  /** Deleted, and its later events dropped. */
  readonly discard: true;
  /** No attribute that an input can name: what deleteIssues asks for. */
  readonly delete: true;
}

/** The name of an attribute. */
export type ChangeKey = keyof Changes;

/** The attributes of one call; an absent one is left alone. */
export type ChangeSet = Partial<Changes>;
