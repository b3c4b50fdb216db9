import type { GroupPriority, GroupStatus, GroupSubstatus } from '../../../src/domain/group';
import type { Cast } from './cast';

/** Conditions under which archiving ends; durations and windows in minutes. */
export interface ModelConditions {
  readonly ignoreDuration?: number;
  readonly ignoreCount?: number;
  readonly ignoreWindow?: number;
  readonly ignoreUserCount?: number;
  readonly ignoreUserWindow?: number;
  readonly untilEscalating?: true;
}

export type ModelActor = { readonly user: string } | { readonly team: string };

export interface ModelInput {
  readonly status?: Extract<GroupStatus, 'RESOLVED' | 'UNRESOLVED' | 'IGNORED'>;
  readonly statusDetails?: ModelConditions;
  readonly substatus?: GroupSubstatus;
  readonly priority?: GroupPriority;
  readonly assignedTo?: ModelActor | null;
  readonly inbox?: boolean;
}

/** One way to give one attribute; `of` needs the people. */
export interface AttributeForm {
  readonly name: string;
  readonly attribute: 'status' | 'substatus' | 'priority' | 'assignedTo' | 'inbox';
  of(cast: Cast): ModelInput;
}

/** The conditions of the forms; start states have some of the same. */
export const CONDITIONS = {
  duration: { ignoreDuration: 30 },
  count: { ignoreCount: 10 },
  countInWindow: { ignoreCount: 10, ignoreWindow: 60 },
  userCount: { ignoreUserCount: 5 },
  userCountInWindow: { ignoreUserCount: 5, ignoreUserWindow: 60 },
  combined: { ignoreDuration: 30, ignoreCount: 10, ignoreUserCount: 5, ignoreUserWindow: 60 },
} as const satisfies Record<string, ModelConditions>;

const OPEN = ['NEW', 'ONGOING', 'ESCALATING', 'REGRESSED'] as const;
const UNTIL_CONDITION = 'ARCHIVED_UNTIL_CONDITION_MET';

const status = (name: string, input: ModelInput): AttributeForm => ({ name, attribute: 'status', of: () => input });
const substatus = (name: string, input: ModelInput): AttributeForm => ({
  name,
  attribute: 'substatus',
  of: () => input,
});
const assign = (name: string, choose: (cast: Cast) => ModelActor | null): AttributeForm => ({
  name: `assignedTo ${name}`,
  attribute: 'assignedTo',
  of: (cast) => ({ assignedTo: choose(cast) }),
});

export const STATUS_FORMS: readonly AttributeForm[] = [
  status('RESOLVED', { status: 'RESOLVED' }),
  status('UNRESOLVED', { status: 'UNRESOLVED' }),
  ...OPEN.map((value) => status(`UNRESOLVED ${value}`, { status: 'UNRESOLVED', substatus: value })),
  status('IGNORED', { status: 'IGNORED' }),
  status('IGNORED forever', { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' }),
  ...Object.entries(CONDITIONS).map(([name, statusDetails]) =>
    status(`IGNORED ${name}`, { status: 'IGNORED', statusDetails }),
  ),
  status('IGNORED until escalating', { status: 'IGNORED', statusDetails: { untilEscalating: true } }),
  status('IGNORED until a condition', {
    status: 'IGNORED',
    substatus: UNTIL_CONDITION,
    statusDetails: CONDITIONS.count,
  }),
];

export const SUBSTATUS_FORMS: readonly AttributeForm[] = [
  ...OPEN.map((value) => substatus(`substatus ${value}`, { substatus: value })),
  substatus('substatus forever', { substatus: 'ARCHIVED_FOREVER' }),
  substatus('substatus until escalating', { substatus: 'ARCHIVED_UNTIL_ESCALATING' }),
  ...(['duration', 'count', 'combined'] as const).map((name) =>
    substatus(`substatus until ${name}`, { substatus: UNTIL_CONDITION, statusDetails: CONDITIONS[name] }),
  ),
];

export const PRIORITY_FORMS: readonly AttributeForm[] = (['LOW', 'MEDIUM', 'HIGH'] as const).map((priority) => ({
  name: `priority ${priority}`,
  attribute: 'priority',
  of: () => ({ priority }),
}));

export const ASSIGNEE_FORMS: readonly AttributeForm[] = [
  assign('me', ({ users }) => ({ user: users.me.id })),
  assign('another member', ({ users }) => ({ user: users.other.id })),
  assign('a member who sees one project', ({ users }) => ({ user: users.newcomer.id })),
  assign('a small team', ({ teams }) => ({ team: teams.small.id })),
  assign('a team that shares a member', ({ teams }) => ({ team: teams.overlapping.id })),
  assign('a large team', ({ teams }) => ({ team: teams.large.id })),
  assign('a team of one project', ({ teams }) => ({ team: teams.elsewhere.id })),
  assign('nobody', () => null),
];

export const INBOX_FORMS: readonly AttributeForm[] = [true, false].map((inbox) => ({
  name: `inbox ${inbox}`,
  attribute: 'inbox',
  of: () => ({ inbox }),
}));
