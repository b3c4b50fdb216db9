import { AcceptEvents, type AcceptEventsSettings } from '../application/accept-events/accept-events.handler';
import { AddIssueNote } from '../application/add-issue-note/add-issue-note.handler';
import type { Application } from '../application/application';
import { Authenticate } from '../application/authenticate/authenticate.handler';
import { AuthorizeProject } from '../application/authorize-project/authorize-project.query';
import { TokenUses } from '../application/authenticate/token-uses';
import { BulkMutateIssues } from '../application/bulk-mutate-issues/bulk-mutate-issues.handler';
import type { BulkMutationDependencies } from '../application/bulk-mutate-issues/carry-out';
import { CancelBulkOperation } from '../application/cancel-bulk-operation/cancel-bulk-operation.handler';
import { DeleteIssues } from '../application/delete-issues/delete-issues.handler';
import { FindIssues } from '../application/find-issues/find-issues.handler';
import { IngestEvents } from '../application/ingest-events/ingest-events.handler';
import { IssueBudgets, type IssueBudgetsDependencies } from '../application/issue-budget/issue-budgets';
import { LiveUpdates } from '../application/live-updates/live-updates';
import { Unsubscribe } from '../application/mail/unsubscribe.handler';
import { ReadNotificationSettings } from '../application/notification-settings/read-notification-settings.query';
import { UpdateNotificationSettings } from '../application/notification-settings/update-notification-settings.handler';
import { ReadActivity } from '../application/read-activity/read-activity.handler';
import { ReadEvents } from '../application/read-events/read-events.handler';
import { ReadIssues } from '../application/read-issues/read-issues.handler';
import { ReadOperations } from '../application/read-operations/read-operations.handler';
import { ReadOrganizations } from '../application/read-organizations/read-organizations.handler';
import { ReadPeople } from '../application/read-people/read-people.handler';
import { ReadReleases } from '../application/read-releases/read-releases.handler';
import { AddCommits } from '../application/releases/add-commits.handler';
import { CreateDeploy } from '../application/releases/create-deploy.handler';
import type { EndSettings } from '../application/run-bulk-operation/end-operation';
import { CreateRelease } from '../application/releases/create-release.handler';
import { DeleteRelease } from '../application/releases/delete-release.handler';
import { UpdateRelease } from '../application/releases/update-release.handler';
import { AddMember } from '../application/set-up/add-member.handler';
import { CreateApiToken } from '../application/set-up/create-api-token.handler';
import { CreateOrganization } from '../application/set-up/create-organization.handler';
import { CreateProject } from '../application/set-up/create-project.handler';
import { CreateTeam } from '../application/set-up/create-team.handler';
import { RevokeApiToken } from '../application/set-up/revoke-api-token.handler';
import type { SetUpDependencies } from '../application/set-up/set-up';
import { UpdateMember } from '../application/set-up/update-member.handler';
import { UpdateProject } from '../application/set-up/update-project.handler';
import { UpdateViewer } from '../application/set-up/update-viewer.handler';
import { UndoBulkOperation } from '../application/undo-bulk-operation/undo-bulk-operation.handler';
import { DeleteTombstone } from '../application/tombstones/delete-tombstone.handler';
import { ReadTombstones } from '../application/tombstones/read-tombstones.handler';
import type { WebhookDependencies } from '../application/webhooks/webhook-settings';
import type { UnitOfWork } from '../persistence/unit-of-work';
import { createWebhooks } from './create-webhooks';

export interface ApplicationDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: BulkMutationDependencies['settings'] &
    IssueBudgetsDependencies['settings'] &
    EndSettings &
    AcceptEventsSettings &
    WebhookDependencies['settings'];
}

/** Builds every use case from what they share; the one place that knows who needs what. */
export function createApplication({ unitOfWork, clock, settings }: ApplicationDependencies): Application {
  const shared = { unitOfWork, clock };
  const ingestEvents = new IngestEvents(shared);
  const budgets = new IssueBudgets({ ...shared, settings });
  const bulk = { ...shared, budgets, settings };
  const tokens = authentication(shared);
  const readOperations = new ReadOperations(shared);
  return {
    ...createSetUp(shared),
    ...createWebhooks({ ...shared, settings }),
    acceptEvents: new AcceptEvents({ ingestEvents, settings }),
    addCommits: new AddCommits(shared),
    addIssueNote: new AddIssueNote(shared),
    ...tokens,
    authorizeProject: new AuthorizeProject(shared),
    bulkMutateIssues: new BulkMutateIssues(bulk),
    cancelBulkOperation: new CancelBulkOperation({ ...shared, settings }),
    createDeploy: new CreateDeploy(shared),
    createRelease: new CreateRelease(shared),
    deleteIssues: new DeleteIssues(bulk),
    deleteRelease: new DeleteRelease(shared),
    deleteTombstone: new DeleteTombstone(shared),
    findIssues: new FindIssues(shared),
    ingestEvents,
    ...notifications(shared),
    issueBudgets: budgets,
    liveUpdates: new LiveUpdates({ ...shared, ...tokens, readOperations }),
    readActivity: new ReadActivity(shared),
    readEvents: new ReadEvents(shared),
    readIssues: new ReadIssues(shared),
    readOperations,
    readOrganizations: new ReadOrganizations(shared),
    readPeople: new ReadPeople(shared),
    readReleases: new ReadReleases(shared),
    readTombstones: new ReadTombstones(shared),
    undoBulkOperation: new UndoBulkOperation(bulk),
    updateRelease: new UpdateRelease(shared),
  };
}

/** Builds what sets up organizations, their people and their projects. */
function createSetUp(
  shared: SetUpDependencies,
): Pick<
  Application,
  | 'addMember'
  | 'createApiToken'
  | 'createOrganization'
  | 'createProject'
  | 'createTeam'
  | 'revokeApiToken'
  | 'updateMember'
  | 'updateProject'
  | 'updateViewer'
> {
  return {
    addMember: new AddMember(shared),
    createApiToken: new CreateApiToken(shared),
    createOrganization: new CreateOrganization(shared),
    createProject: new CreateProject(shared),
    createTeam: new CreateTeam(shared),
    revokeApiToken: new RevokeApiToken(shared),
    updateMember: new UpdateMember(shared),
    updateProject: new UpdateProject(shared),
    updateViewer: new UpdateViewer(shared),
  };
}

function authentication(
  shared: Pick<ApplicationDependencies, 'unitOfWork' | 'clock'>,
): Pick<Application, 'authenticate' | 'tokenUses'> {
  const tokenUses = new TokenUses(shared);
  return { authenticate: new Authenticate({ ...shared, uses: tokenUses }), tokenUses };
}

type Notifications = 'readNotificationSettings' | 'unsubscribe' | 'updateNotificationSettings';

function notifications(
  shared: Pick<ApplicationDependencies, 'unitOfWork' | 'clock'>,
): Pick<Application, Notifications> {
  return {
    readNotificationSettings: new ReadNotificationSettings(shared),
    unsubscribe: new Unsubscribe(shared),
    updateNotificationSettings: new UpdateNotificationSettings(shared),
  };
}
