import type { AddIssueNote } from './add-issue-note/add-issue-note.handler';
import type { Authenticate } from './authenticate/authenticate.handler';
import type { AuthorizeProject } from './authorize-project/authorize-project.query';
import type { BulkMutateIssues } from './bulk-mutate-issues/bulk-mutate-issues.handler';
import type { FindIssues } from './find-issues/find-issues.handler';
import type { IngestEvents } from './ingest-events/ingest-events.handler';
import type { ReadActivity } from './read-activity/read-activity.handler';
import type { ReadIssues } from './read-issues/read-issues.handler';
import type { ReadOperations } from './read-operations/read-operations.handler';
import type { ReadOrganizations } from './read-organizations/read-organizations.handler';
import type { ReadPeople } from './read-people/read-people.handler';
import type { ReadReleases } from './read-releases/read-releases.handler';
import type { AddMember } from './set-up/add-member.handler';
import type { CreateApiToken } from './set-up/create-api-token.handler';
import type { CreateOrganization } from './set-up/create-organization.handler';
import type { CreateProject } from './set-up/create-project.handler';
import type { CreateTeam } from './set-up/create-team.handler';
import type { RevokeApiToken } from './set-up/revoke-api-token.handler';
import type { UpdateMember } from './set-up/update-member.handler';
import type { UpdateProject } from './set-up/update-project.handler';
import type { UpdateViewer } from './set-up/update-viewer.handler';
import type { UndoBulkOperation } from './undo-bulk-operation/undo-bulk-operation.handler';

/** The use cases that the transports call. */
export interface Application {
  readonly addIssueNote: AddIssueNote;
  readonly addMember: AddMember;
  readonly authenticate: Authenticate;
  readonly authorizeProject: AuthorizeProject;
  readonly bulkMutateIssues: BulkMutateIssues;
  readonly createApiToken: CreateApiToken;
  readonly createOrganization: CreateOrganization;
  readonly createProject: CreateProject;
  readonly createTeam: CreateTeam;
  readonly findIssues: FindIssues;
  readonly ingestEvents: IngestEvents;
  readonly readActivity: ReadActivity;
  readonly readIssues: ReadIssues;
  readonly readOperations: ReadOperations;
  readonly readOrganizations: ReadOrganizations;
  readonly readPeople: ReadPeople;
  readonly readReleases: ReadReleases;
  readonly revokeApiToken: RevokeApiToken;
  readonly undoBulkOperation: UndoBulkOperation;
  readonly updateMember: UpdateMember;
  readonly updateProject: UpdateProject;
  readonly updateViewer: UpdateViewer;
}
