import type { RecentEvents } from '../escalation/recent-events';
import type { Problem } from '../problem';
import type { ProjectFeature } from '../project-features';
import type { ReleaseFacts } from '../releases/release-facts';
import type { Actor, IssueState } from '../state/issue-state';
import type { Step } from '../state/step';
import type { MergeFacts } from './merge/merge-plan';
import type { ActorReference, ChangeKey, Changes, ChangeSet } from './changes';
import type { ResolveForm } from './status/resolve-form';

/** The user on whose behalf the call is made. */
export interface ActingUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly selfAssignOnResolve: boolean;
  readonly teamIds: ReadonlySet<string>;
}

/** What is the same for every issue of a call. */
export interface MutationScope {
  /** null: a token without a user. */
  readonly actor: ActingUser | null;
  readonly now: Date;
  readonly operationId: string;
  readonly changes: ChangeSet;
  /** Exactly one issue is selected: then also reopening and archiving subscribe the actor. */
  readonly single: boolean;
  /** Identifiers drawn before deciding. */
  readonly fresh: FreshIdentifiers;
}

/** What a call needs of new identifiers, by issue; empty where its attributes need none. */
export interface FreshIdentifiers {
  readonly activityIds: ReadonlyMap<string, string>;
  /** 32 hex digits each. */
  readonly shareIds: ReadonlyMap<string, string>;
  readonly tombstoneIds: ReadonlyMap<string, string>;
}

/** The rows that hang on an issue. A state shows only those that somebody asked for: the others read as absent. */
export const STATE_ROWS = [
  'assignee',
  'bookmark',
  'counts',
  'deletion',
  'forecast',
  'inbox',
  'merge',
  'openPeriod',
  'resolution',
  'seen',
  'share',
  'snooze',
  'subscription',
] as const;
export type StateRow = (typeof STATE_ROWS)[number];

/** A user or team that issues can be assigned to. */
export interface Assignee extends Actor {
  readonly name: string;
  /** null for a team. */
  readonly email: string | null;
  /** Projects whose issues the assignee can see. */
  readonly projectIds: ReadonlySet<string>;
  /** 1 for a user. */
  readonly memberCount: number;
}

/** Looks up what a change refers to; set-based, within the organization and the transaction of the call. */
export interface FactReader {
  /** null: no such user or team in the organization. */
  assignee(reference: ActorReference): Promise<Assignee | null>;
  /** Those projects of the selected issues that have the feature. */
  projectsWith(feature: ProjectFeature): Promise<ReadonlySet<string>>;
  /** What a forecast asks of the past week of the selected issues, by id; missing: no event. */
  recentEvents(): Promise<ReadonlyMap<string, RecentEvents>>;
  /** What a form of resolving asks of the releases of the selected issues' projects. */
  releases(form: ResolveForm): Promise<ReleaseFacts>;
}

/** What the forms of a status look up; empty where the call does not have that form. */
export interface StatusFacts {
  /** By issue. */
  readonly recentEvents: ReadonlyMap<string, RecentEvents>;
  readonly releases: ReleaseFacts;
}

/** What each attribute looks up once a call. */
export interface Facts {
  readonly priority: undefined;
  readonly status: StatusFacts;
  readonly substatus: StatusFacts;
  /** null: to be cleared; 'unknown': no such actor. */
  readonly assignedTo: Assignee | 'unknown' | null;
  readonly hasSeen: undefined;
  readonly isBookmarked: undefined;
  readonly isSubscribed: undefined;
  readonly isPublic: undefined;
  /** undefined until the set is settled. */
  readonly merge: MergeFacts | undefined;
  readonly inbox: undefined;
  /** Projects whose issues may be discarded. */
  readonly discard: ReadonlySet<string>;
  readonly delete: undefined;
}

/** What a strategy knows of a call before any issue is looked at. */
export interface CallFacts<K extends ChangeKey> {
  readonly actor: ActingUser | null;
  readonly facts: Facts[K];
}

/** The selected issues that can be changed at all, and those of them that nothing else keeps out. */
export interface SetOfIssues {
  readonly issues: readonly IssueState[];
  readonly candidates: readonly IssueState[];
  /** Events that an issue may have to be merged; 0: any number. */
  readonly mergeEventLimit: number;
}

/** What an attribute has decided about the whole set, and what speaks against it. */
export interface Settlement<K extends ChangeKey> {
  readonly problems: readonly Problem[];
  readonly facts: Facts[K];
  /** Whether jobs will have anything to finish. */
  readonly isDeferred: boolean;
}

/** What a strategy sees besides the issue and the change. */
export type StrategyScope<K extends ChangeKey> = MutationScope & { readonly facts: Facts[K] };

/** How one attribute changes the state of an issue. */
export interface AttributeStrategy<K extends ChangeKey> {
  readonly attribute: K;
  /** The rows that `apply` looks at or changes. */
  reads?(change: Changes[K], actor: ActingUser | null): readonly StateRow[];
  /** Jobs finish what it begins, after the short window in which the operation can be undone. */
  readonly isDeferred?: true;
  /** What it writes into the history answers earlier entries: a call for many issues reads those ahead. */
  readonly answersHistory?: true;
  /** Looks up what the change refers to. The only member that may await; one query a kind. */
  load?(change: Changes[K], read: FactReader): Promise<Facts[K]>;
  /** What speaks against the whole call. Pure. */
  check?(change: Changes[K], call: CallFacts<K>): readonly Problem[];
  /** Decides what concerns the set as a whole, once; its facts are undefined until then. Pure. */
  settle?(change: Changes[K], set: SetOfIssues): Settlement<K>;
  /**
   * The issue's next state with what is to be logged, or why this issue refuses. Pure. Unless it settles the set, a refusal
   * depends on nothing of the issue but its project, category and status: of a large set one issue of each kind is asked.
   */
  apply(state: IssueState, change: Changes[K], scope: StrategyScope<K>): Step;
}
