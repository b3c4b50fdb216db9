import type { ChangeSet } from '../../../src/domain/attributes/changes';
import { readInput, type MutationInput } from '../../../src/domain/attributes/read-input';
import { ACTOR } from '../build/state';
import { INBOX_FORMS, PRIORITY_FORMS, STATUS_FORMS, SUBSTATUS_FORMS, type AttributeForm } from './attribute-forms';
import type { Cast } from './cast';

/** What a call asks for, and how it is named where it fails. */
export interface CallForm {
  readonly name: string;
  readonly changes: ChangeSet;
}

const NOBODY = {} as Cast;

function formsOf(inputs: readonly MutationInput[]): readonly CallForm[] {
  return inputs.map((input) => {
    const reading = readInput(input);
    if (!reading.valid) throw new Error(JSON.stringify(reading.problems));
    return { name: JSON.stringify(input), changes: reading.changes };
  });
}

const inputsOf = (forms: readonly AttributeForm[]): readonly MutationInput[] => forms.map((form) => form.of(NOBODY));
const STATUSES = formsOf([
  ...inputsOf([...STATUS_FORMS, ...SUBSTATUS_FORMS]),
  { status: 'RESOLVED_IN_NEXT_RELEASE' },
  ...[
    ...[{ inNextRelease: true }, { inUpcomingRelease: true }, { inRelease: 'latest' }, { inRelease: 'shop@1.0.0' }],
    ...[{ inFutureRelease: 'shop@2.0.0' }, { inCommit: { commit: 'c0ffee', repository: 'acme/shop' } }],
  ].map((statusDetails): MutationInput => ({ status: 'RESOLVED', statusDetails })),
]);
const OTHERS = formsOf([
  ...inputsOf([...PRIORITY_FORMS, ...INBOX_FORMS]),
  ...[{ user: ACTOR.id }, { user: '6' }, { team: '50' }, null].map((assignedTo): MutationInput => ({ assignedTo })),
  ...[true, false].flatMap((value): MutationInput[] => [
    ...[{ hasSeen: value }, { isBookmarked: value }, { isSubscribed: value }, { isPublic: value }],
  ]),
  { merge: true },
  { merge: true, mergeInto: '2' },
]);
const LATER = formsOf([{ inbox: false }, { assignedTo: { user: ACTOR.id } }]);
const ALONE: readonly CallForm[] = [...formsOf([{ discard: true }]), { name: 'delete', changes: { delete: true } }];

/** Every attribute in all its forms, each in a call of its own. */
export const SINGLE_CALLS: readonly CallForm[] = [...STATUSES, ...OTHERS, ...ALONE];
/** Each status with what looks at the state that it leaves. */
export const DOUBLE_CALLS: readonly CallForm[] = STATUSES.flatMap((status) =>
  LATER.map((later) => ({ name: `${status.name} ${later.name}`, changes: { ...status.changes, ...later.changes } })),
);
