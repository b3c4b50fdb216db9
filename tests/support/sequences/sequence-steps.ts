import fc from 'fast-check';
import type { Wish } from './sequence-model';

/** Which issues, by their places in the sequence's world: the last place is of an id that does not exist. */
export interface Selection {
  readonly places: readonly number[];
  /** Only those of this status; without places all of them. */
  readonly where?: 'UNRESOLVED' | 'RESOLVED' | 'IGNORED';
  readonly isSearch: boolean;
}

/** Something that happens to the issues. */
export type Step =
  | {
      readonly kind: 'change';
      readonly selection: Selection;
      readonly wish: Wish;
      /** How far the caller's knowledge of the first selected issue is behind; null: it expects no version. */
      readonly behind: number | null;
      readonly isStrict: boolean;
    }
  /** An undo of one of the operations that there are by then. */
  | { readonly kind: 'undo'; readonly which: number; readonly isStrict: boolean }
  | { readonly kind: 'event'; readonly place: number };

/** A step; those of a job have others between their transactions, among them perhaps its cancellation. */
export type Turn =
  | { readonly as: 'call'; readonly step: Step }
  | {
      readonly as: 'job';
      readonly step: Exclude<Step, { kind: 'event' }>;
      readonly meanwhile: readonly (readonly Step[])[];
      /** Before which of its transactions somebody cancels it; null: nobody does. */
      readonly canceledAt: number | null;
    };

/** Issues in the world of a sequence. */
export const ISSUES = 6;

const place = fc.nat({ max: ISSUES });
const status = fc.constantFrom('UNRESOLVED' as const, 'RESOLVED' as const, 'IGNORED' as const);

const wish: fc.Arbitrary<Wish> = fc
  .record(
    { status, priority: fc.constantFrom('LOW' as const, 'MEDIUM' as const, 'HIGH' as const), assigned: fc.boolean() },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const places = fc.uniqueArray(place, { minLength: 1, maxLength: ISSUES + 1 });
const named: fc.Arbitrary<Selection> = fc
  .record({ places, where: fc.option(status, { nil: undefined, freq: 2 }) })
  .map(({ where, ...given }) => ({ ...given, isSearch: false, ...(where !== undefined && { where }) }));
const searched: fc.Arbitrary<Selection> = status.map((where) => ({ places: [], where, isSearch: true }));

const byIds = fc.record({
  kind: fc.constant('change' as const),
  selection: named,
  wish,
  behind: fc.option(fc.nat({ max: 1 }), { freq: 3 }),
  isStrict: fc.boolean(),
});
/** A search may change the status alone. */
const bySearch = fc.record({
  kind: fc.constant('change' as const),
  selection: searched,
  wish: status.map((to): Wish => ({ status: to })),
  behind: fc.constant(null),
  isStrict: fc.boolean(),
});
const undo = fc.record({ kind: fc.constant('undo' as const), which: fc.nat(), isStrict: fc.boolean() });
const event = fc.record({ kind: fc.constant('event' as const), place: fc.nat({ max: ISSUES - 1 }) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: byIds },
  { weight: 1, arbitrary: bySearch },
  { weight: 3, arbitrary: undo },
  { weight: 1, arbitrary: event },
);

const call = step.map((given): Turn => ({ as: 'call', step: given }));
const job = fc.record({
  as: fc.constant('job' as const),
  step: fc.oneof({ weight: 3, arbitrary: byIds }, { weight: 1, arbitrary: bySearch }, { weight: 2, arbitrary: undo }),
  meanwhile: fc.array(fc.array(step, { maxLength: 1 }), { maxLength: 3 }),
  canceledAt: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 }),
});

/** What happens in one world, one after the other. */
export const sequences: fc.Arbitrary<readonly Turn[]> = fc.array(fc.oneof(call, job), { minLength: 1, maxLength: 6 });
