import fc from 'fast-check';
import type { MutationInput } from '../../../src/domain/attributes/read-input';
import { buildRelease } from '../build/release';
import {
  ASSIGNEE_FORMS,
  PRIORITY_FORMS,
  STATUS_FORMS,
  SUBSTATUS_FORMS,
  type AttributeForm,
  type ModelInput,
} from '../model/attribute-forms';
import type { Cast } from '../model/cast';
import { NOW } from '../model/call-runner';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';
import { buildMixedIssues, EVERY_STATE } from './build-mixed-issues';
import { issueChecksums, unlike, type IssueChecksums } from './issue-checksums';

const CALLERS = ['me', 'selfAssigner', 'nobody'] as const;
type CallerName = (typeof CALLERS)[number];
const MARKS = ['hasSeen', 'isBookmarked', 'isSubscribed'] as const;

/** One call, perhaps with another one before its undo, then the undo, the redo and the undo of that. */
interface RandomStory {
  readonly caller: CallerName;
  readonly undoer: CallerName;
  readonly ids: readonly string[];
  readonly input: MutationInput;
  /** What happens before the undo, and to which of the issues; null: nothing. */
  readonly meanwhile: { readonly ids: readonly string[]; readonly input: MutationInput } | null;
}

/** Where random calls are undone. */
export interface UndoScene {
  readonly database: TestDatabase;
  readonly bulk: BulkMutation;
  readonly cast: Cast;
}

/** Plays random stories on the same issues, and answers what was not as it should be. */
export async function undoRandomCalls(scene: UndoScene, sample: { runs: number; seed: number }): Promise<string[]> {
  const { database, cast } = scene;
  const issues = await buildMixedIssues(database, EVERY_STATE, { cast, caller: cast.callers.me, now: NOW });
  const { first, second } = cast.projects;
  for (const version of ['shop@1.0.0', 'shop@1.1.0']) {
    await buildRelease(database, version, { projects: [first, second] });
  }
  const stories = fc.sample(storyOf(cast, issues), { numRuns: sample.runs, seed: sample.seed });
  for (const [index, story] of stories.entries()) {
    scene.bulk.now = new Date(NOW.getTime() + index * 60_000);
    const wrong = await play(scene, story);
    if (wrong.length > 0) return [`seed ${sample.seed}, run ${index}: ${JSON.stringify(story.input)}`, ...wrong];
  }
  return [];
}

async function play({ database, bulk, cast }: UndoScene, story: RandomStory): Promise<string[]> {
  const { ids, input, meanwhile } = story;
  const [caller, undoer] = [cast.callers[story.caller], cast.callers[story.undoer]];
  const look = (): Promise<IssueChecksums> => issueChecksums(database, cast.organizationId, ids);
  const skip = { options: { errorPolicy: 'SKIP_INVALID' } } as const;
  const before = await look();
  const call = await bulk.call(caller, { ids, input, ...skip });
  if (call.problems.length > 0) return call.problems.map(({ message }) => message);
  const other = meanwhile && (await bulk.call(undoer, { ...meanwhile, ...skip }));
  const after = await look();
  const changed = idsOf(call, 'CHANGED');
  const touched = new Set(other === null ? [] : idsOf(other, 'CHANGED'));
  if (changed.length === 0) return [];

  const undo = await bulk.undo(undoer, call.operationId);
  const undone = await look();
  const left = changed.filter((id) => touched.has(id));
  const wrong = [
    ...complaints('the undo', before, undone).filter((line) => !touched.has(line.split(' ').at(-1) ?? '')),
    ...complaints('what the undo had to leave', after, undone).filter((line) =>
      touched.has(line.split(' ').at(-1) ?? ''),
    ),
    ...(idsOf(undo, 'CONFLICT').join() === left.join() ? [] : ['the undo: other conflicts']),
  ];
  if (left.length === changed.length) return wrong;
  const redo = await bulk.undo(caller, undo.operationId);
  wrong.push(...complaints('the redo', after, await look()));
  const again = await bulk.undo(undoer, redo.operationId);
  wrong.push(...complaints('the undo of the redo', undone, await look()));
  const statuses = [...redo.outcomes, ...again.outcomes].filter(({ status }) => status !== 'CHANGED');
  return [...wrong, ...statuses.map(({ status, issueId }) => `${status} ${issueId}`)];
}

function complaints(what: string, expected: IssueChecksums, actual: IssueChecksums): string[] {
  return unlike(expected, actual).map((key) => `${what}: ${key}`);
}

function idsOf({ outcomes }: Awaited<ReturnType<BulkMutation['call']>>, status: string): string[] {
  return outcomes.filter((outcome) => outcome.status === status).map(({ issueId }) => issueId);
}

function storyOf(cast: Cast, issues: readonly string[]): fc.Arbitrary<RandomStory> {
  return fc
    .record({
      caller: fc.constantFrom(...CALLERS),
      undoer: fc.constantFrom(...CALLERS),
      ids: fc.shuffledSubarray([...issues], { minLength: 10, maxLength: 40 }),
    })
    .chain((people) =>
      fc.record({
        caller: fc.constant(people.caller),
        undoer: fc.constant(people.undoer),
        ids: fc.constant(people.ids),
        input: inputOf(cast, people.caller),
        meanwhile: fc.option(
          fc.record({ ids: fc.shuffledSubarray(people.ids), input: fc.constantFrom<MutationInput>(...SOMETHING_ELSE) }),
        ),
      }),
    );
}

/** Each moves the version of what it changes. */
const SOMETHING_ELSE: readonly MutationInput[] = [{ priority: 'LOW' }, { inbox: true }];

/** Releases of the project of each issue. */
const RELEASE_FORMS: readonly MutationInput[] = [
  { status: 'RESOLVED_IN_NEXT_RELEASE' },
  ...[{ inRelease: 'latest' }, { inRelease: 'shop@1.0.0' }, { inUpcomingRelease: true }].map(
    (statusDetails): MutationInput => ({ status: 'RESOLVED', statusDetails }),
  ),
  { status: 'RESOLVED', statusDetails: { inFutureRelease: 'shop@2.0.0' } },
];

/** Any attributes together that do not contradict each other; marks need a user. */
function inputOf(cast: Cast, caller: CallerName): fc.Arbitrary<MutationInput> {
  const one = (forms: readonly AttributeForm[]): fc.Arbitrary<ModelInput> =>
    fc.constantFrom(...forms.map((form) => form.of(cast)));
  const perhaps = <T extends object>(of: fc.Arbitrary<T>): fc.Arbitrary<T | object> => fc.oneof(fc.constant({}), of);
  const marks = caller === 'nobody' ? [] : MARKS;
  const flags = fc.record(Object.fromEntries([...marks, 'isPublic'].map((mark) => [mark, fc.boolean()])), {
    requiredKeys: [],
  });
  return fc
    .tuple(
      perhaps(fc.oneof(one([...STATUS_FORMS, ...SUBSTATUS_FORMS]), fc.constantFrom(...RELEASE_FORMS))),
      perhaps(one(PRIORITY_FORMS)),
      perhaps(one(ASSIGNEE_FORMS)),
      perhaps(fc.record({ inbox: fc.boolean() })),
      flags,
    )
    .map((parts) => Object.assign({}, ...parts) as MutationInput)
    .filter((input) => Object.keys(input).length > 0 && !(input.inbox === true && leavesInbox(input)));
}

function leavesInbox({ status, substatus }: MutationInput): boolean {
  return (status !== undefined && status !== 'UNRESOLVED') || substatus?.startsWith('ARCHIVED') === true;
}
