import type { OperationView } from '../../application/read-operations/read-operations.handler';
import type { AppliedAttributes } from '../../domain/bulk/applied-attributes';
import type { TenantKey } from '../../domain/tenant-key';
import { loadPeople, type Assignee, type People } from '../people/load-people';
import type { RestRequest } from '../rest-request';
import { listActivity } from './issue-activity';
import type { IssueSelection } from './issue-selection';
import type { MutationBody } from './mutation-body.mapper';

const FEED_LENGTH = 100;
/** Issues among which the link of the last one is looked for. */
const MAX_LOOKED_AT = 100;

/** A change that was carried out. */
interface Mutated {
  readonly selection: IssueSelection;
  readonly body: MutationBody;
  readonly operation: OperationView;
}

/** What was applied, once for all issues: what the client sent, made right; null where nothing was selected. */
export async function answerMutation(request: RestRequest, mutated: Mutated): Promise<object | null> {
  const { operation, body } = mutated;
  if (operation.applied === null) return null;
  const applied = operation.applied as unknown as AppliedAttributes;
  const { input } = body;
  const assignee = assigneeOf(operation, applied);
  const people = await loadPeople(request, { userIds: [actorOf(applied)], assignees: [assignee] });
  const leavesInbox = input.status === 'IGNORED' || (isResolving(body) && operation.changed > 0);
  return {
    ...body.echo,
    ...(isResolving(body) && { status: 'resolved' }),
    ...(input.status !== undefined && { statusDetails: detailsOf(applied, people) }),
    ...(leavesInbox && { inbox: null }),
    ...(input.assignedTo !== undefined && { assignedTo: people.assignee(assignee) }),
    ...(await selfAssigned(request, mutated)),
    ...(input.isSubscribed !== undefined && { subscriptionDetails: { reason: 'unknown' } }),
    ...(input.isPublic !== undefined && { shareId: await shareIdOf(request, mutated) }),
    ...(input.merge === true && applied.merge !== null && { merge: applied.merge }),
    ...(await activityOf(request, mutated)),
  };
}

function isResolving({ input }: MutationBody): boolean {
  return input.status === 'RESOLVED' || input.status === 'RESOLVED_IN_NEXT_RELEASE';
}

/** What the operation has stored of it. */
type Details = Readonly<Record<string, unknown>>;

function actorOf({ statusDetails }: AppliedAttributes): string | null {
  const actorId = statusDetails?.['actorId'];
  return typeof actorId === 'string' ? actorId : null;
}

function detailsOf(applied: AppliedAttributes, people: People): object {
  const { actorId: _, afterRelease: _after, ...details }: Details = applied.statusDetails ?? {};
  if (Object.keys(details).length === 0) return {};
  if (details['untilEscalating'] === true) return { ignoreUntilEscalating: true };
  const actor = people.user(actorOf(applied));
  if (applied.status === 'IGNORED') return { ...NO_CONDITIONS, ...details, actor };
  const { inCommit: commit } = details as { readonly inCommit?: { readonly key: string; readonly repository: string } };
  const inCommit = commit && { id: commit.key, repository: { name: commit.repository } };
  return { ...details, ...(inCommit && { inCommit }), actor };
}

const NO_CONDITIONS = {
  ignoreCount: null,
  ignoreUntil: null,
  ignoreWindow: null,
  ignoreUserCount: null,
  ignoreUserWindow: null,
};

function assigneeOf({ organizationId }: OperationView, { assignedTo }: AppliedAttributes): Assignee {
  return {
    organizationId,
    assignedUserId: assignedTo?.type === 'user' ? assignedTo.id : null,
    assignedTeamId: assignedTo?.type === 'team' ? assignedTo.id : null,
  };
}

/** Of the last issue that is shared. */
async function shareIdOf({ application, caller }: RestRequest, mutated: Mutated): Promise<string | null> {
  const { organizationId } = mutated.operation;
  const { ids = [] } = mutated.selection;
  const last = ids.slice(-MAX_LOOKED_AT).map((id): TenantKey => ({ organizationId, id }));
  const shown = await application.readIssues.byKeys(
    caller,
    last.filter(({ id }) => /^\d{1,18}$/.test(id)),
  );
  const links = new Map(shown.map(({ id, shareId }) => [id, shareId]));
  return last.reduce<string | null>((found, { id }) => links.get(id) ?? found, null);
}

/** People may have their own name put on what they resolve and nobody has. */
async function selfAssigned(request: RestRequest, { body, operation }: Mutated): Promise<object> {
  const { application, caller } = request;
  const { user } = caller;
  const { organizationId, id } = operation;
  const isMeant = isResolving(body) && body.input.assignedTo === undefined && operation.changed > 0;
  if (user?.selfAssignOnResolve !== true || !isMeant) return {};
  const changed = { keys: [{ organizationId, id }], statuses: ['CHANGED' as const] };
  const pages = await application.readOperations.outcomePages(caller, changed, { first: MAX_LOOKED_AT, after: null });
  const outcomes = pages.get(id)?.items ?? [];
  if (!outcomes.some(({ changes }) => changes.some(({ attribute }) => attribute === 'assignedTo'))) return {};
  const assignee = { organizationId, assignedUserId: user.id, assignedTeamId: null };
  return { assignedTo: (await loadPeople(request, { userIds: [], assignees: [assignee] })).assignee(assignee) };
}

const RELEASE_FORMS = ['inRelease', 'inNextRelease', 'inUpcomingRelease', 'inFutureRelease'];

/** The feed of the one issue that was resolved in a release. */
async function activityOf(request: RestRequest, { body, operation }: Mutated): Promise<object> {
  const { changed, unchanged, organizationId, id } = operation;
  const { status, statusDetails: asked = {} } = body.input;
  const isAsked = status === 'RESOLVED_IN_NEXT_RELEASE' || Object.keys(asked).some((name) => name.startsWith('in'));
  const { statusDetails: applied } = operation.applied as unknown as AppliedAttributes;
  const isInRelease = RELEASE_FORMS.some((name) => applied?.[name] !== undefined);
  if (!isResolving(body) || !isAsked || !isInRelease || changed + unchanged !== 1) return {};
  const { application, caller } = request;
  const pages = await application.readOperations.issuePages(caller, [{ organizationId, id }], {
    first: 1,
    after: null,
  });
  const [issue] = pages.get(id)?.items ?? [];
  if (issue === undefined) return {};
  return { activity: await listActivity(request, { organizationId, id: issue.id }, FEED_LENGTH) };
}
