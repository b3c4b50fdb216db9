import type { Caller, CallerUser } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { checkNote } from '../../domain/note';
import { ISSUE_WRITERS, organizationsWith, permissionDenied } from '../../domain/permission';
import { problem } from '../../domain/problem';
import { activity, notice } from '../../domain/state/step';
import type { TenantKey } from '../../domain/tenant-key';
import { insertActivities } from '../../persistence/compile/insert-logs';
import { insertOutboxMessages } from '../../persistence/compile/insert-outbox-messages';
import { subscribeAuthor } from '../../persistence/compile/subscribe-author';
import { drawActivityIds } from '../../persistence/read/draw-identifiers';
import { lockGroups, type LockedGroup } from '../../persistence/read/lock-groups';
import type { Executor } from '../../persistence/statement';
import type { ActivityView } from '../read-activity/read-activity.handler';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';

/** A note that is to be written. */
export interface AddIssueNoteCommand {
  readonly issueId: string;
  readonly text: string;
}

/** Writes a note into an issue's feed. The issue itself stays as it is: a note moves neither `version` nor `changedAt`. */
export class AddIssueNote {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs event:write and a user; NOT_FOUND for an issue that does not exist or that the caller does not see. */
  async execute(caller: Caller, { issueId, text }: AddIssueNoteCommand): Promise<SetUpOutcome<ActivityView>> {
    if (organizationsWith(caller, ISSUE_WRITERS).length === 0) return refused(permissionDenied(ISSUE_WRITERS));
    const { user } = caller;
    if (user === null) return refused(problem('ACTOR_REQUIRED'));
    const wrong = checkNote(text);
    if (wrong !== null) return refused(wrong);
    return setUp(this.dependencies, async (tx) => {
      const issue = await lockIssue(tx, caller, issueId);
      if (issue === null) return refused(UNKNOWN);
      if (issue.status === 'PENDING_MERGE' || issue.status === 'REPROCESSING') return refused(NOT_MUTABLE);
      return done(await addNote(tx, issue, { user, text, now: this.dependencies.clock() }));
    });
  }
}

type LockedIssue = LockedGroup & TenantKey;

/** A token with a user reaches exactly one organization. */
async function lockIssue(tx: Executor, { organizations }: Caller, id: string): Promise<LockedIssue | null> {
  const [access] = organizations;
  if (access === undefined || !isIdentifier(id)) return null;
  const { organizationId, projects } = access;
  const [group] = await lockGroups(tx, { organizationId, projectIds: [...projects.keys()], ids: [id] });
  return group === undefined ? null : { ...group, organizationId };
}

interface Note {
  readonly user: CallerUser;
  readonly text: string;
  readonly now: Date;
}

async function addNote(tx: Executor, issue: LockedIssue, { user, text, now }: Note): Promise<ActivityView> {
  const { organizationId, id: groupId, projectId } = issue;
  const context = { organizationId, operationId: null, actorId: user.id, now };
  const [id = ''] = await drawActivityIds(tx, 1);
  const entry = { ...activity('NOTE', user, { text }), id };
  await tx.count(insertActivities([{ groupId, projectId, entry }], context));
  await tx.count(subscribeAuthor(issue, { projectId, userId: user.id, now }));
  const told = { groupId, projectId, entry: notice('issue.note_added', { activity: id }) };
  await tx.count(insertOutboxMessages([groupId], [told], context));
  const { type, userId, data } = entry;
  return { parentId: groupId, id, organizationId, type, userId, createdAt: now, data, operationId: null };
}

const UNKNOWN = problem('NOT_FOUND', { field: ['issueId'], message: 'There is no such issue.' });
const NOT_MUTABLE = problem('NOT_MUTABLE', { field: ['issueId'] });
