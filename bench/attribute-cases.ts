import { BulkRequest, type MeasuredRequest } from './bulk-request';
import { COMMIT, LATEST_VERSION } from './attribute-rows';

/** One way to change issues. */
export interface AttributeCase {
  readonly name: string;
  /** A condition on `groups g`: issues that the call changes, every one of them. */
  readonly from: string;
  /** Every call takes issues of one project, each call those of another. */
  readonly isWithinProject?: boolean;
  readonly request: (ids: readonly string[], token: string) => MeasuredRequest;
}

type Input = Readonly<Record<string, unknown>>;

const RESOLVED = `g.status = 'RESOLVED'`;
const UNRESOLVED = `g.status = 'UNRESOLVED'`;
const ARCHIVED = `g.status = 'IGNORED'`;
const NOT_RESOLVED = `g.status <> 'RESOLVED'`;
const NOT_ARCHIVED = `g.status <> 'IGNORED'`;
/** Issues of which the owner has marks, and that are shared. */
const MARKED = 'g.id % 4 = 1';
const COUNTED = 'g.id % 4 = 0';
const ALL_CONDITIONS = {
  ignoreDuration: 60,
  ignoreCount: 7,
  ignoreWindow: 60,
  ignoreUserCount: 9,
  ignoreUserWindow: 90,
};

const resolveIn = (name: string, statusDetails: Input): AttributeCase =>
  changes(`resolve in ${name}`, NOT_RESOLVED, { status: 'RESOLVED', statusDetails });
const archive = (name: string, statusDetails: Input): AttributeCase =>
  changes(`archive ${name}`, NOT_ARCHIVED, { status: 'IGNORED', statusDetails });

/** Every attribute, and every form of it that reads or writes something of its own. */
export const ATTRIBUTE_CASES: readonly AttributeCase[] = [
  changes('resolve', NOT_RESOLVED, { status: 'RESOLVED' }),
  changes('resolve in the bare next release', NOT_RESOLVED, { status: 'RESOLVED_IN_NEXT_RELEASE' }),
  resolveIn('the next release', { inNextRelease: true }),
  resolveIn('the latest release', { inRelease: 'latest' }),
  resolveIn('a named release', { inRelease: LATEST_VERSION }),
  resolveIn('the upcoming release', { inUpcomingRelease: true }),
  resolveIn('a future release', { inFutureRelease: 'shop@9.9.9' }),
  resolveIn('a commit', { inCommit: COMMIT }),
  changes('reopen', RESOLVED, { status: 'UNRESOLVED' }),
  archive('forever', {}),
  archive('for an hour', { ignoreDuration: 60 }),
  archive('until any of all conditions', ALL_CONDITIONS),
  changes('archive until escalating', `${NOT_ARCHIVED} and ${COUNTED}`, {
    status: 'IGNORED',
    substatus: 'ARCHIVED_UNTIL_ESCALATING',
  }),
  changes('substatus ongoing', `${UNRESOLVED} and g.substatus <> 'ONGOING'`, { substatus: 'ONGOING' }),
  changes('substatus until a condition', ARCHIVED, {
    substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
    statusDetails: { ignoreCount: 7 },
  }),
  changes('substatus until escalating', ARCHIVED, { substatus: 'ARCHIVED_UNTIL_ESCALATING' }),
  changes('priority', `g.priority <> 'HIGH'`, { priority: 'HIGH' }),
  changes('assign to a user', `not ${has('group_assignees', 'user_id = 2')}`, { assignedTo: { user: '2' } }),
  changes('assign to a team', `not ${has('group_assignees', 'team_id = 1')}`, { assignedTo: { team: '1' } }),
  changes('assign to nobody', has('group_assignees'), { assignedTo: null }),
  changes('seen', `not (${MARKED})`, { hasSeen: true }),
  changes('not seen', MARKED, { hasSeen: false }),
  changes('bookmark', `not (${MARKED})`, { isBookmarked: true }),
  changes('remove the bookmark', MARKED, { isBookmarked: false }),
  changes('subscribe', `not ${has('group_subscriptions', 'user_id = 1 and is_active')}`, { isSubscribed: true }),
  changes('unsubscribe', MARKED, { isSubscribed: false }),
  changes('share', `not (${MARKED})`, { isPublic: true }),
  changes('stop sharing', MARKED, { isPublic: false }),
  changes('into the inbox', `${UNRESOLVED} and not ${has('group_inboxes')}`, { inbox: true }),
  changes('reviewed', has('group_inboxes'), { inbox: false }),
  { ...changes('merge', 'true', { merge: true }), isWithinProject: true },
  changes('discard', 'true', { discard: true }),
  {
    name: 'delete',
    from: 'true',
    request: (ids, token) => ({ before: [], measured: BulkRequest.deletion(ids, token) }),
  },
  undone('undo of resolve and assign', NOT_RESOLVED, { status: 'RESOLVED', assignedTo: { user: '2' } }),
  undone('undo of archive', NOT_ARCHIVED, { status: 'IGNORED', statusDetails: ALL_CONDITIONS }),
  undone('undo of discard', 'true', { discard: true }),
  {
    name: 'undo of merge',
    from: 'true',
    isWithinProject: true,
    // Their parent is what it was.
    request: (ids, token) => ({
      before: [BulkRequest.change(ids, { merge: true }, token)],
      measured: BulkRequest.undo(ids.length - 1, token),
    }),
  },
];

/** A case of one call of bulkMutateIssues. */
function changes(name: string, from: string, input: Input): AttributeCase {
  return { name, from, request: (ids, token) => ({ before: [], measured: BulkRequest.change(ids, input, token) }) };
}

/** A case of an undo of such a call. */
function undone(name: string, from: string, input: Input): AttributeCase {
  const request = (ids: readonly string[], token: string): MeasuredRequest => ({
    before: [BulkRequest.change(ids, input, token)],
    measured: BulkRequest.undo(ids.length, token),
  });
  return { name, from, request };
}

/** That the issue has such a row. */
function has(table: string, condition = 'true'): string {
  return `exists (select from ${table} r where r.organization_id = 1 and r.group_id = g.id and ${condition})`;
}
