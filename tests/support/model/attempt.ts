import type { Queryable } from '../build/insert-rows';
import { applyCall } from './apply-call';
import type { AttributeForm, ModelInput } from './attribute-forms';
import { buildStartStates } from './build-start-states';
import { NOW } from './call-runner';
import type { Cast, ModelCaller } from './cast';
import type { Expectation } from './issue-rows';
import { readIssueRows } from './read-issue-rows';
import { START_STATES } from './start-states';

/** One call that is to be made. */
export interface Attempt {
  readonly cast: Cast;
  readonly caller: ModelCaller;
  readonly forms: readonly AttributeForm[];
  /** Every other call leaves out what it cannot change, so that it may be all or nothing. */
  readonly onlyValid: boolean;
}

/** The issues are there, and what is expected of each. */
export interface PreparedAttempt {
  readonly attempt: Attempt;
  readonly input: ModelInput;
  readonly ids: readonly string[];
  /** The start states. */
  readonly labels: readonly string[];
  readonly expected: readonly Expectation[];
  readonly offends: boolean;
}

/** Builds an issue in each start state, and asks the model. */
export async function prepareAttempt(database: Queryable, attempt: Attempt): Promise<PreparedAttempt> {
  const { cast, caller, forms, onlyValid } = attempt;
  const all = await buildStartStates(database, { cast, caller, now: NOW });
  const stored = await readIssueRows(database, cast.organizationId, all);
  const input = Object.assign({}, ...forms.map((form) => form.of(cast))) as ModelInput;
  const judged = [...stored].map(([id, rows], index) => ({
    id,
    label: JSON.stringify(START_STATES[index]),
    expectation: applyCall(rows, { cast, caller, input, now: NOW, size: all.length }),
  }));
  const used = judged.filter(({ expectation }) => !onlyValid || expectation.status !== 'INVALID');
  return {
    attempt,
    input,
    ids: used.map(({ id }) => id),
    labels: used.map(({ label }) => label),
    expected: used.map(({ expectation }) => expectation),
    offends: used.some(({ expectation }) => expectation.status === 'INVALID'),
  };
}

/** The order of the fields in the input does not matter. */
export function reversed(input: ModelInput): ModelInput {
  return Object.fromEntries(Object.entries(input).reverse());
}

/** The one kind of call that ends elsewhere than where its status leads: reviewing makes the issue ongoing. */
export function movesBack({ substatus, inbox }: ModelInput): boolean {
  return inbox === false && substatus !== undefined && ['NEW', 'ESCALATING', 'REGRESSED'].includes(substatus);
}
