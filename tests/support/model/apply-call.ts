import { isDeepStrictEqual } from 'node:util';
import { CATEGORY_RULES } from '../../../src/domain/group-category';
import { HISTORY_OF_PRIORITY } from '../../../src/domain/history-status';
import type { ProblemCode } from '../../../src/domain/problem';
import { assign, clear } from './assignment-rules';
import { seesProject } from './cast';
import { inboxRule } from './inbox-rules';
import type { Expectation, IssueRows } from './issue-rows';
import type { ModelCall } from './model-call';
import { statusRule } from './status-rules';

/** What the rules say of one issue: attribute by attribute, each on what the one before has left. */
export function applyCall(before: IssueRows, call: ModelCall): Expectation {
  const unchanged = (status: Expectation['status'], code: ProblemCode | null = null): Expectation => ({
    status,
    code,
    rows: before,
  });
  const { status } = before.group;
  if (status === 'PENDING_DELETION' || status === 'DELETION_IN_PROGRESS') return unchanged('NOT_FOUND');
  if (status === 'PENDING_MERGE' || status === 'REPROCESSING') return unchanged('SKIPPED', 'NOT_MUTABLE');

  const rows = copyOf(before);
  const refusals = [priorityRule(rows, call), statusRule(rows, call), assigneeRule(rows, call), inboxRule(rows, call)];
  const refusal = refusals.find((code) => code !== null);
  if (refusal) return unchanged('INVALID', refusal);

  const itself = !isDeepStrictEqual(ofTheIssue(rows), ofTheIssue(before));
  const viewer = call.caller.userId ?? '';
  const marks = !isDeepStrictEqual(rows.subscriptions[viewer], before.subscriptions[viewer]);
  if (!itself && !marks) return unchanged('UNCHANGED');
  if (itself) {
    rows.group.version += 1;
    rows.group.changedAt = call.now;
    rows.outbox.push('issues.changed');
  }
  rows.outbox.sort();
  return { status: 'CHANGED', code: null, rows };
}

/** What `version` follows: the issue and its rows, without people's subscriptions and without logs. */
function ofTheIssue({ group, assignee, inbox, snooze, openPeriods }: IssueRows): unknown {
  return { group, assignee, inbox, snooze, openPeriods };
}

function priorityRule(rows: IssueRows, { input, caller, now }: ModelCall): ProblemCode | null {
  if (input.priority === undefined) return null;
  if (!CATEGORY_RULES[rows.group.category].allowsManualPriority) return 'ACTION_NOT_ALLOWED_FOR_TYPE';
  if (rows.group.priority !== input.priority) {
    rows.group.priority = input.priority;
    const data = { priority: input.priority.toLowerCase(), reason: null };
    rows.activities.push({ type: 'SET_PRIORITY', userId: caller.userId, data, datetime: now });
    rows.histories.push({ status: HISTORY_OF_PRIORITY[input.priority], userId: caller.userId });
    rows.outbox.push('issue.priority_changed');
  }
  rows.group.priorityLockedAt ??= now;
  return null;
}

function assigneeRule(rows: IssueRows, call: ModelCall): ProblemCode | null {
  const { assignedTo } = call.input;
  if (assignedTo === undefined) return null;
  if (assignedTo === null) {
    clear(rows, call);
    return null;
  }
  if (!seesProject(call.cast, rows.group.projectId, assignedTo)) return 'ACTOR_NOT_MEMBER';
  assign(rows, assignedTo, call);
  return null;
}

/** Dates stay the same objects; no rule writes into one. */
function copyOf<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf<unknown>(part)])) as Value;
}
