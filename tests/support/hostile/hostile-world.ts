import { buildGroup } from '../build/group';
import type { Queryable } from '../build/insert-rows';
import { buildOperation } from '../build/operation';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../build/organization';
import { buildToken } from '../build/token';
import { buildWorld, type World } from '../build/world';

/** What an attacker, or somebody who mistypes, may aim at. */
export interface HostileWorld {
  /** Slugs. */
  readonly organization: string;
  readonly project: string;
  readonly invisibleProject: string;
  readonly issueId: string;
  readonly shortId: string;
  /** Archived, so that a substatus of an open issue does not fit it. */
  readonly archivedIssueId: string;
  /** Neither its status nor its priority can be set by hand. */
  readonly metricIssueId: string;
  /** Issues that the caller must not learn of. */
  readonly hidden: {
    readonly foreign: string;
    readonly invisible: string;
    readonly deleted: string;
  };
  readonly foreign: World;
  readonly foreignOperationId: string;
  /** Belongs to the organization, but has no way to the visible project. */
  readonly outsiderId: string;
  readonly inactive: { readonly id: string; readonly username: string; readonly email: string };
  readonly userId: string;
  readonly teamId: string;
  readonly tokens: {
    readonly member: string;
    readonly expired: string;
    readonly revoked: string;
    readonly ofInactive: string;
    readonly readOnly: string;
    readonly writeOnly: string;
    readonly organizationReader: string;
    readonly nothing: string;
    readonly withoutUser: string;
    readonly installation: string;
  };
}

export async function buildHostileWorld(database: Queryable): Promise<HostileWorld> {
  const { id: organizationId, slug } = await buildOrganization(database, { openMembership: false });
  const team = await buildTeam(database, { organizationId });
  const member = await buildMember(database, { organizationId, role: 'OWNER', teamIds: [team.id] });
  const outsider = await buildMember(database, { organizationId });
  const inactive = await buildMember(database, { organizationId, active: false });
  const project = await buildProject(database, { organizationId, teamIds: [team.id] });
  const invisible = await buildProject(database, { organizationId });
  const issue = await buildGroup(database, { project, shortId: '1' });
  const archived = await buildGroup(database, { project, status: 'IGNORED' });
  const metric = await buildGroup(database, { project, category: 'METRIC' });
  const deleted = await buildGroup(database, { project, status: 'PENDING_DELETION', substatus: null });
  const foreign = await buildWorld(database);
  const ofForeign = { organizationId: foreign.organization.id, actorId: foreign.owner.id };
  return {
    organization: slug,
    project: project.slug,
    invisibleProject: invisible.slug,
    issueId: issue.id,
    shortId: `${project.slug}-1`,
    archivedIssueId: archived.id,
    metricIssueId: metric.id,
    hidden: {
      foreign: (await buildGroup(database, { project: foreign.project })).id,
      invisible: (await buildGroup(database, { project: invisible })).id,
      deleted: deleted.id,
    },
    foreign,
    foreignOperationId: await buildOperation(database, ofForeign),
    outsiderId: outsider.id,
    inactive,
    userId: member.id,
    teamId: team.id,
    tokens: await buildTokens(database, { organizationId, userId: member.id, inactiveId: inactive.id }),
  };
}

interface TokenOwners {
  readonly organizationId: string;
  readonly userId: string;
  readonly inactiveId: string;
}

async function buildTokens(
  database: Queryable,
  { organizationId, userId, inactiveId }: TokenOwners,
): Promise<HostileWorld['tokens']> {
  const build = async (given: Parameters<typeof buildToken>[1]): Promise<string> =>
    (await buildToken(database, { organizationId, userId, ...given })).token;
  const past = new Date('2020-01-01T00:00:00.000Z');
  return {
    member: await build({}),
    expired: await build({ expiresAt: past }),
    revoked: await build({ revokedAt: past }),
    ofInactive: await build({ userId: inactiveId }),
    readOnly: await build({ scopes: ['event:read'] }),
    writeOnly: await build({ scopes: ['project:write'] }),
    organizationReader: await build({ scopes: ['org:read'] }),
    nothing: await build({ scopes: [] }),
    withoutUser: await build({ userId: null }),
    installation: await build({ installation: true }),
  };
}
