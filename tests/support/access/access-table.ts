import type { TestMember } from '../build/organization';
import type { Place } from './arena';
import type { CallerKind, PlaceKind, ScopeName } from './who-and-where';
import { WEBHOOK_ROWS } from './webhook-rows';
import { USER_ROLES } from './who-and-where';

/** What a call is made of: where it goes, a word that no other call has, and who calls (null: no user). */
export interface CallFacts {
  readonly place: Place;
  readonly fresh: string;
  readonly self: TestMember | null;
  /** Makes a token of a member of that place, for calls that use one up. */
  sacrifice(owner: TestMember): Promise<string>;
  /** Makes a tombstone in that place, for calls that use one up. */
  bury(place: Place): Promise<string>;
  /** Makes a webhook in that place, for calls that use one up. */
  hook(place: Place): Promise<string>;
  /** Makes an operation in that place that somebody, or nobody in particular, has begun as a job. */
  begin(place: Place, by: TestMember | null): Promise<string>;
}

/** How a call is answered; OK is what it asked for. */
export type Answer = 'OK' | 'NULL' | 'NOT_FOUND' | 'PERMISSION_DENIED' | 'ACTOR_REQUIRED' | 'UNAUTHENTICATED';

/** One query or mutation, or one way to use it, and what it takes. */
export interface AccessRow {
  /** `Query.name` or `Mutation.name`. */
  readonly field: string;
  /** Tells apart the rows of one field. */
  readonly use?: string;
  readonly select: string;
  readonly given: (facts: CallFacts) => object | Promise<object>;
  /** Who may try: anybody, also without a token; whoever has a token; a token with a user; an installation token. */
  readonly for: 'ANYBODY' | 'TOKEN' | 'USER' | 'INSTALLATION';
  /** Of each list one scope is needed, or it is denied whatever the arguments name. */
  readonly needs: readonly (readonly ScopeName[])[];
  /** As `needs`, but looked at only where the organization is the caller's: what it depends on must be known first. */
  readonly needsThere?: readonly (readonly ScopeName[])[];
  /** What is answered for what the caller does not see: in a hidden project, in a foreign organization. A place that is not here is not tried. */
  readonly beyond: Partial<Readonly<Record<Exclude<PlaceKind, 'VISIBLE'>, Answer>>>;
  /** Who calls, where not everybody can. */
  readonly callers?: readonly CallerKind[];
}

const READ_ISSUES = [['event:read', 'event:write', 'event:admin']] as const;
const WRITE_ISSUES = [['event:write', 'event:admin']] as const;
const DELETE_ISSUES = [['event:admin']] as const;
const READ_ORGANIZATION = [['org:read', 'org:write', 'org:admin']] as const;
const NOT_FOUND_BEYOND = { INVISIBLE: 'NOT_FOUND', FOREIGN: 'NOT_FOUND' } as const;
const NULL_BEYOND = { INVISIBLE: 'NULL', FOREIGN: 'NULL' } as const;
const MEMBERS_AND_NOBODY: readonly CallerKind[] = [...USER_ROLES, 'NOBODY'];

const organizationOf = ({ place }: CallFacts): string => place.organization.slug;
const addressOf = (fresh: string): string => `${fresh}@example.com`;

const QUERIES: readonly AccessRow[] = [
  { field: 'Query.viewer', select: 'scopes', given: () => ({}), for: 'TOKEN', needs: [], beyond: {} },
  {
    field: 'Query.organization',
    select: 'id',
    given: ({ place }) => ({ slug: place.organization.slug }),
    ...{ for: 'TOKEN', needs: READ_ORGANIZATION, beyond: { FOREIGN: 'NULL' } },
  },
  {
    field: 'Query.issue',
    select: 'id',
    given: ({ place }) => ({ id: place.issueId }),
    ...{ for: 'TOKEN', needs: READ_ISSUES, beyond: NULL_BEYOND },
  },
  {
    field: 'Query.issueByShortId',
    select: 'id',
    given: (facts) => ({ organization: organizationOf(facts), shortId: facts.place.shortId }),
    ...{ for: 'TOKEN', needs: READ_ISSUES, beyond: { INVISIBLE: 'NULL', FOREIGN: 'NOT_FOUND' } },
  },
  {
    field: 'Query.issues',
    select: 'totalCount',
    given: (facts) => ({ organization: organizationOf(facts), projects: [facts.place.project.slug] }),
    ...{ for: 'TOKEN', needs: READ_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Query.sharedIssue',
    select: 'shortId',
    given: ({ place }) => ({ shareId: place.shareId }),
    ...{ for: 'ANYBODY', needs: [], beyond: { INVISIBLE: 'OK', FOREIGN: 'OK' } },
  },
  {
    field: 'Query.bulkOperation',
    select: 'id',
    given: ({ place }) => ({ id: place.operationId }),
    ...{ for: 'TOKEN', needs: READ_ISSUES, beyond: { FOREIGN: 'NULL' } },
  },
  {
    field: 'Query.bulkOperations',
    select: 'totalCount',
    given: (facts) => ({ organization: organizationOf(facts) }),
    ...{ for: 'TOKEN', needs: READ_ISSUES, beyond: { FOREIGN: 'NOT_FOUND' } },
  },
  {
    field: 'Query.tombstones',
    select: 'totalCount',
    given: (facts) => ({ organization: organizationOf(facts), project: facts.place.project.slug }),
    ...{ for: 'TOKEN', needs: READ_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
];

const DRY = { dryRun: true } as const;
const BULK = 'operation { counts { notFound } } userErrors { code }';

const ISSUES: readonly AccessRow[] = [
  {
    field: 'Mutation.bulkMutateIssues',
    select: BULK,
    given: ({ place }) => ({ ids: [place.issueId], input: { priority: 'LOW' } }),
    ...{ for: 'TOKEN', needs: WRITE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.bulkMutateIssues',
    use: 'marks of the caller',
    select: BULK,
    given: ({ place }) => ({ ids: [place.issueId], input: { hasSeen: true } }),
    ...{ for: 'USER', needs: WRITE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.undoBulkOperation',
    select: BULK,
    given: ({ place }) => ({ id: place.operationId, options: { dryRun: true } }),
    ...{ for: 'TOKEN', needs: WRITE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.cancelBulkOperation',
    select: BULK,
    given: async ({ place, self, begin }) => ({ id: await begin(place, self) }),
    ...{ for: 'TOKEN', needs: WRITE_ISSUES, beyond: { FOREIGN: 'NOT_FOUND' }, callers: MEMBERS_AND_NOBODY },
  },
  {
    field: 'Mutation.cancelBulkOperation',
    use: "somebody else's",
    select: BULK,
    given: async ({ place, begin }) => ({ id: await begin(place, place.member) }),
    ...{ for: 'TOKEN', needs: WRITE_ISSUES, needsThere: [['org:write', 'org:admin']] },
    beyond: { FOREIGN: 'NOT_FOUND' },
  },
  {
    field: 'Mutation.bulkMutateIssues',
    use: 'discard',
    select: BULK,
    given: ({ place }) => ({ ids: [place.issueId], input: { discard: true }, options: DRY }),
    ...{ for: 'TOKEN', needs: DELETE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.deleteIssues',
    select: BULK,
    given: ({ place }) => ({ ids: [place.issueId], options: DRY }),
    ...{ for: 'TOKEN', needs: DELETE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.deleteTombstone',
    select: 'deletedId userErrors { code }',
    given: async ({ place, bury }) => ({ id: await bury(place) }),
    ...{ for: 'TOKEN', needs: DELETE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.addIssueNote',
    select: 'activity { id } userErrors { code }',
    given: ({ place }) => ({ issueId: place.issueId, text: 'Seen.' }),
    ...{ for: 'USER', needs: WRITE_ISSUES, beyond: NOT_FOUND_BEYOND },
  },
];

const PROJECT = 'project { id } userErrors { code }';
const MEMBER = 'member { id } userErrors { code }';
const TOKEN = 'token userErrors { code }';
const REVOKED = 'revokedId userErrors { code }';
const FOREIGN_NOT_FOUND = { FOREIGN: 'NOT_FOUND' } as const;
const FOR_TOKENS = { for: 'TOKEN', beyond: FOREIGN_NOT_FOUND } as const;

const SET_UP: readonly AccessRow[] = [
  {
    field: 'Mutation.createOrganization',
    select: 'organization { id } userErrors { code }',
    given: ({ fresh }) => ({ input: { slug: fresh } }),
    ...{ for: 'INSTALLATION', needs: [['org:admin']], beyond: {} },
  },
  {
    field: 'Mutation.createTeam',
    select: 'team { id } userErrors { code }',
    given: (facts) => ({ input: { organization: organizationOf(facts), slug: facts.fresh } }),
    ...{ ...FOR_TOKENS, needs: [['org:write']] },
  },
  {
    field: 'Mutation.createProject',
    select: PROJECT,
    given: (facts) => ({ input: { organization: organizationOf(facts), slug: facts.fresh, teams: [] } }),
    ...{ ...FOR_TOKENS, needs: [['project:write']] },
  },
  {
    field: 'Mutation.updateProject',
    select: PROJECT,
    given: (facts) => ({
      input: { organization: organizationOf(facts), project: facts.place.project.slug, name: facts.fresh },
    }),
    ...{ for: 'TOKEN', needs: [['project:write']], beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.addMember',
    select: MEMBER,
    given: (facts) => ({ input: { organization: organizationOf(facts), email: addressOf(facts.fresh) } }),
    ...{ ...FOR_TOKENS, needs: [['org:write']] },
  },
  {
    field: 'Mutation.addMember',
    use: 'as owner',
    select: MEMBER,
    given: (facts) => ({
      input: { organization: organizationOf(facts), email: addressOf(facts.fresh), role: 'OWNER' },
    }),
    ...{ ...FOR_TOKENS, needs: [['org:write']], needsThere: [['org:admin']] },
  },
  {
    field: 'Mutation.updateMember',
    select: MEMBER,
    given: (facts) => ({
      input: { organization: organizationOf(facts), email: facts.place.member.email, role: 'MEMBER' },
    }),
    ...{ ...FOR_TOKENS, needs: [['org:write']] },
  },
  {
    field: 'Mutation.updateMember',
    use: 'of an owner',
    select: MEMBER,
    given: (facts) => ({ input: { organization: organizationOf(facts), email: facts.place.owner.email, teams: [] } }),
    ...{ ...FOR_TOKENS, needs: [['org:write']], needsThere: [['org:admin']] },
  },
];

const RELEASES: readonly AccessRow[] = [
  {
    field: 'Mutation.createRelease',
    select: 'release { id } userErrors { code }',
    given: (facts) => ({
      input: { organization: organizationOf(facts), projects: [facts.place.project.slug], version: facts.fresh },
    }),
    ...{ for: 'TOKEN', needs: [['project:releases']], beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.updateRelease',
    select: 'release { id } userErrors { code }',
    given: (facts) => ({
      input: { organization: organizationOf(facts), version: facts.place.version, archived: false },
    }),
    ...{ for: 'TOKEN', needs: [['project:releases']], beyond: NOT_FOUND_BEYOND },
  },
  {
    field: 'Mutation.addCommits',
    select: 'commits { id } userErrors { code }',
    given: (facts) => ({
      organization: organizationOf(facts),
      commits: [{ id: facts.fresh, repository: 'shop', message: `Fixes ${facts.place.shortId}` }],
    }),
    ...{ ...FOR_TOKENS, needs: [['project:releases']] },
  },
];

const IN_TOKEN = { name: 'made', scopes: ['org:read'] };

const OWN_AFFAIRS: readonly AccessRow[] = [
  {
    field: 'Mutation.createApiToken',
    use: 'with org:read for the caller',
    select: TOKEN,
    given: (facts) => ({ input: { organization: organizationOf(facts), userEmail: facts.self?.email, ...IN_TOKEN } }),
    ...{ ...FOR_TOKENS, needs: [], needsThere: [['org:read']], callers: MEMBERS_AND_NOBODY },
  },
  {
    field: 'Mutation.createApiToken',
    use: 'with org:admin for another owner',
    select: TOKEN,
    given: (facts) => ({
      input: {
        ...{ organization: organizationOf(facts), userEmail: facts.place.owner.email },
        ...{ name: 'made', scopes: ['org:admin'] },
      },
    }),
    ...{ ...FOR_TOKENS, needs: [], needsThere: [['org:admin']] },
  },
  {
    field: 'Mutation.createApiToken',
    use: 'with org:read for the organization',
    select: TOKEN,
    given: (facts) => ({ input: { organization: organizationOf(facts), ...IN_TOKEN } }),
    ...{ ...FOR_TOKENS, needs: [], needsThere: [['org:admin'], ['org:read']] },
  },
  {
    field: 'Mutation.revokeApiToken',
    use: 'of the caller',
    select: REVOKED,
    given: async ({ place, self, sacrifice }) => ({ id: await sacrifice(self ?? place.member) }),
    ...{ for: 'TOKEN', needs: [], beyond: {}, callers: MEMBERS_AND_NOBODY },
  },
  {
    field: 'Mutation.revokeApiToken',
    use: 'of another member',
    select: REVOKED,
    given: async ({ place, sacrifice }) => ({ id: await sacrifice(place.member) }),
    ...{ ...FOR_TOKENS, needs: [['org:admin']] },
  },
  {
    field: 'Mutation.updateViewer',
    select: 'viewer { selfAssignOnResolve } userErrors { code }',
    given: () => ({ selfAssignOnResolve: true }),
    ...{ for: 'USER', needs: [], beyond: {} },
  },
  {
    field: 'Mutation.updateNotificationSettings',
    select: 'settings { setting } userErrors { code }',
    given: () => ({ input: { ownChanges: true } }),
    ...{ for: 'USER', needs: [], beyond: {} },
  },
];

/** What every query and mutation takes. A field of the schema that is missing here fails the test. */
export const ACCESS_TABLE: readonly AccessRow[] = [
  ...QUERIES,
  ...ISSUES,
  ...SET_UP,
  ...RELEASES,
  ...WEBHOOK_ROWS,
  ...OWN_AFFAIRS,
];

/** The name of a row, for people. */
export function nameOf({ field, use }: AccessRow): string {
  return use === undefined ? field : `${field} (${use})`;
}
