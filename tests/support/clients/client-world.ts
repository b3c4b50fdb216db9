import { buildOrganization, buildMember, buildProject, buildTeam } from '../build/organization';
import type { Queryable } from '../build/insert-rows';
import { buildToken } from '../build/token';
import type { World } from '../build/world';
import type { TestServer } from '../http-server';
import { restClient } from '../rest-client';
import type { ClientTarget } from './command-lines';

/** An organization whose project is called api, as clients are told to reach it. */
export interface ClientWorld extends World {
  readonly target: ClientTarget;
  /** An issue as GraphQL shows it, by its number within the project. */
  issue(number: number): Promise<ReadBack>;
}

/** What clients change of an issue. */
export interface ReadBack {
  readonly id: string;
  readonly status: string;
  readonly substatus: string | null;
  /** Only what is set. */
  readonly statusDetails: Readonly<Record<string, unknown>>;
  readonly assignedTo: { readonly id: string } | null;
  readonly activity: { readonly nodes: readonly { readonly type: string }[] };
}

const READ = `query ($organization: String!, $shortId: String!) {
  issueByShortId(organization: $organization, shortId: $shortId) {
    id status substatus
    statusDetails {
      inRelease inNextRelease afterRelease inCommit { key } ignoreCount ignoreWindow ignoreUserCount ignoreUserWindow
      ignoreUntil untilEscalating
    }
    assignedTo { ... on User { id } ... on Team { id } }
    activity { nodes { type } }
  }
}`;

export async function buildClientWorld(database: Queryable, server: TestServer): Promise<ClientWorld> {
  const organization = await buildOrganization(database);
  const organizationId = organization.id;
  const team = await buildTeam(database, { organizationId });
  const owner = await buildMember(database, { organizationId, role: 'OWNER', teamIds: [team.id] });
  const token = await buildToken(database, { organizationId, userId: owner.id });
  const project = await buildProject(database, { organizationId, slug: 'api', teamIds: [team.id] });
  const keys = await restClient(server, token.token)('GET', `/projects/${organization.slug}/api/keys/`);
  const [{ dsn }] = keys.body as [{ dsn: { public: string } }];
  const place = { organization: organization.slug, project: 'api', dsn: dsn.public };
  const issue = async (number: number): Promise<ReadBack> => {
    const given = { organization: organization.slug, shortId: `API-${number}` };
    const { data } = await server.graphql<{ issueByShortId: ReadBack }>(READ, given, token.token);
    const { statusDetails, ...found } = data.issueByShortId;
    const set = Object.entries(statusDetails).filter(([, value]) => value !== null);
    return { ...found, statusDetails: Object.fromEntries(set) };
  };
  return {
    ...{ organization, team, owner, token, project, issue },
    target: { url: server.url, token: token.token, ...place },
  };
}
