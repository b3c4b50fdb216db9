import { AcceptEvents, type AcceptEventsSettings } from '../application/accept-events/accept-events.handler';
import { AddIssueNote } from '../application/add-issue-note/add-issue-note.handler';
import type { Application } from '../application/application';
import { Authenticate } from '../application/authenticate/authenticate.handler';
import { AuthorizeProject } from '../application/authorize-project/authorize-project.query';
import { BulkMutateIssues } from '../application/bulk-mutate-issues/bulk-mutate-issues.handler';
import type { BulkMutationDependencies } from '../application/bulk-mutate-issues/carry-out';
import { DeleteIssues } from '../application/delete-issues/delete-issues.handler';
import { FindIssues } from '../application/find-issues/find-issues.handler';
import { IngestEvents } from '../application/ingest-events/ingest-events.handler';
import { ReadActivity } from '../application/read-activity/read-activity.handler';
import { ReadIssues } from '../application/read-issues/read-issues.handler';
import { ReadOperations } from '../application/read-operations/read-operations.handler';
import { ReadOrganizations } from '../application/read-organizations/read-organizations.handler';
import { ReadPeople } from '../application/read-people/read-people.handler';
import { ReadReleases } from '../application/read-releases/read-releases.handler';
import { AddCommits } from '../application/releases/add-commits.handler';
import { CreateRelease } from '../application/releases/create-release.handler';
import { UpdateRelease } from '../application/releases/update-release.handler';
import { AddMember } from '../application/set-up/add-member.handler';
import { CreateApiToken } from '../application/set-up/create-api-token.handler';
import { CreateOrganization } from '../application/set-up/create-organization.handler';
import { CreateProject } from '../application/set-up/create-project.handler';
import { CreateTeam } from '../application/set-up/create-team.handler';
import { RevokeApiToken } from '../application/set-up/revoke-api-token.handler';
import { UpdateMember } from '../application/set-up/update-member.handler';
import { UpdateProject } from '../application/set-up/update-project.handler';
import { UpdateViewer } from '../application/set-up/update-viewer.handler';
import { UndoBulkOperation } from '../application/undo-bulk-operation/undo-bulk-operation.handler';
import { DeleteTombstone } from '../application/tombstones/delete-tombstone.handler';
import { ReadTombstones } from '../application/tombstones/read-tombstones.handler';
import type { UnitOfWork } from '../persistence/unit-of-work';

export interface ApplicationDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: BulkMutationDependencies['settings'] & AcceptEventsSettings;
}

/** Builds every use case from what they share; the one place that knows who needs what. */
export function createApplication({ unitOfWork, clock, settings }: ApplicationDependencies): Application {
  const shared = { unitOfWork, clock };
  const ingestEvents = new IngestEvents(shared);
  return {
    acceptEvents: new AcceptEvents({ ingestEvents, settings }),
    addCommits: new AddCommits(shared),
    addIssueNote: new AddIssueNote(shared),
    addMember: new AddMember(shared),
    authenticate: new Authenticate(shared),
    authorizeProject: new AuthorizeProject(shared),
    bulkMutateIssues: new BulkMutateIssues({ ...shared, settings }),
    createApiToken: new CreateApiToken(shared),
    createOrganization: new CreateOrganization(shared),
    createProject: new CreateProject(shared),
    createRelease: new CreateRelease(shared),
    createTeam: new CreateTeam(shared),
    deleteIssues: new DeleteIssues({ ...shared, settings }),
    deleteTombstone: new DeleteTombstone(shared),
    findIssues: new FindIssues(shared),
    ingestEvents,
    readActivity: new ReadActivity(shared),
    readIssues: new ReadIssues(shared),
    readOperations: new ReadOperations(shared),
    readOrganizations: new ReadOrganizations(shared),
    readPeople: new ReadPeople(shared),
    readReleases: new ReadReleases(shared),
    readTombstones: new ReadTombstones(shared),
    revokeApiToken: new RevokeApiToken(shared),
    undoBulkOperation: new UndoBulkOperation({ ...shared, settings }),
    updateMember: new UpdateMember(shared),
    updateProject: new UpdateProject(shared),
    updateRelease: new UpdateRelease(shared),
    updateViewer: new UpdateViewer(shared),
  };
}
