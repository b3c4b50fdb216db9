import type { GroupSubstatus } from '../../../src/domain/group';
import type { ProblemCode } from '../../../src/domain/problem';
import type { StatusDetailsInput } from '../../../src/graphql/bulk-mutate-issues/status-details.input';

export interface RefusedInput {
  readonly input: {
    readonly status?: 'RESOLVED' | 'UNRESOLVED' | 'IGNORED';
    readonly statusDetails?: StatusDetailsInput;
    readonly substatus?: GroupSubstatus;
    readonly inbox?: boolean;
    readonly assignedTo?: { readonly user: string } | { readonly team: string };
  };
  readonly code: ProblemCode;
}

const OPEN = ['NEW', 'ONGOING', 'ESCALATING', 'REGRESSED'] as const;
const ARCHIVED = ['ARCHIVED_FOREVER', 'ARCHIVED_UNTIL_CONDITION_MET', 'ARCHIVED_UNTIL_ESCALATING'] as const;
const count = { ignoreCount: 10 };

const contradictions: readonly RefusedInput['input'][] = [
  { status: 'RESOLVED', inbox: true },
  { status: 'IGNORED', inbox: true },
  { status: 'IGNORED', statusDetails: count, inbox: true },
  ...OPEN.flatMap((substatus) => [
    { status: 'RESOLVED', substatus } as const,
    { status: 'IGNORED', substatus } as const,
  ]),
  ...ARCHIVED.flatMap((substatus) => [
    { status: 'RESOLVED', substatus } as const,
    { status: 'UNRESOLVED', substatus } as const,
  ]),
  { status: 'RESOLVED', statusDetails: { ignoreDuration: 30 } },
  { status: 'RESOLVED', statusDetails: { ignoreUserCount: 5 } },
  { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
  { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', statusDetails: count },
  { substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
];

const strangers: readonly RefusedInput['input'][] = [
  { assignedTo: { user: '999999999999' } },
  { status: 'RESOLVED', assignedTo: { team: '999999999999' } },
];

const impossible: readonly RefusedInput['input'][] = [
  { statusDetails: count },
  { substatus: 'ARCHIVED_FOREVER', statusDetails: count },
  { substatus: 'NEW', statusDetails: count },
  { status: 'IGNORED', statusDetails: { ignoreDuration: 0 } },
  { status: 'IGNORED', statusDetails: { ignoreDuration: -1 } },
  { status: 'IGNORED', statusDetails: { snoozeDuration: -5 } },
  { status: 'IGNORED', statusDetails: { ignoreCount: 0 } },
  { status: 'IGNORED', statusDetails: { ignoreUserCount: -1 } },
  { status: 'IGNORED', statusDetails: { ignoreWindow: 60 } },
  { status: 'IGNORED', statusDetails: { ignoreUserWindow: 60 } },
  { status: 'IGNORED', statusDetails: { ignoreCount: 10, ignoreUserWindow: 60 } },
  { status: 'IGNORED', statusDetails: { ignoreCount: 10, ignoreWindow: 10_081 } },
  { status: 'IGNORED', statusDetails: { ignoreUserCount: 10, ignoreUserWindow: 0 } },
];

/** Inputs that no issue can follow, and how the call is refused. */
export const REFUSED_INPUTS: readonly RefusedInput[] = [
  ...contradictions.map((input) => ({ input, code: 'CONFLICTING_ATTRIBUTES' as const })),
  ...strangers.map((input) => ({ input, code: 'ACTOR_NOT_FOUND' as const })),
  ...impossible.map((input) => ({ input, code: 'INVALID_INPUT' as const })),
];
