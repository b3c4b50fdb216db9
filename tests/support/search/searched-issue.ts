import type { GroupOptions, TestGroup } from '../build/group-options';

/** Who looks and who is named in searches; `viewer` is also whom `me` stands for. */
export const PEOPLE = ['viewer', 'ann'] as const;
export type Person = (typeof PEOPLE)[number];

/** `core` is the viewer's team, `ops` is Ann's. */
export const TEAMS = ['core', 'ops'] as const;
export type TeamName = (typeof TEAMS)[number];

/** The newest last; a project's latest release is the last of these. */
export const VERSIONS = ['app@1.0.0', 'app@1.1.0', 'app@2.0.0', 'app@2.1.0-rc.1'] as const;
export type Version = (typeof VERSIONS)[number];

/** What an issue is made of, in the words of a test. */
export interface IssueTraits extends Omit<GroupOptions, 'assignee' | 'subscriptions'> {
  readonly assignedTo?: Person | TeamName | null;
  readonly bookmarkedBy?: readonly Person[];
  readonly subscribed?: readonly Person[];
  readonly unsubscribed?: readonly Person[];
  readonly linked?: boolean;
  readonly releases?: readonly Version[];
  readonly firstRelease?: Version | null;
}

/** An issue with what was asked of it. */
export interface SearchedIssue {
  readonly group: TestGroup;
  readonly traits: IssueTraits;
}
