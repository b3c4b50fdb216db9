import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';
import { projectDsn } from '../../domain/dsn';
import { organizationOf, projectOf } from '../find-place';
import { linkHeader, readPage } from '../page-cursor';
import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { presentOrganization, presentProject } from './organization.presenter';

const ORGANIZATION = '/organizations/:organization/';
const PROJECT = '/projects/:organization/:project/';

/** Organizations and projects that the caller sees. */
export const ORGANIZATION_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: ['/organizations/'], answer: listOrganizations },
  { method: 'GET', paths: [ORGANIZATION], answer: showOrganization },
  { method: 'GET', paths: [`${ORGANIZATION}projects/`], answer: listProjects },
  { method: 'GET', paths: [`${ORGANIZATION}teams/`], answer: listTeams },
  { method: 'GET', paths: [PROJECT], answer: showProject },
  { method: 'GET', paths: [`${PROJECT}keys/`], answer: listKeys },
];

async function listOrganizations(request: RestRequest): Promise<RestAnswer> {
  const { application, caller, publicUrl } = request;
  const { items, hasNext } = await application.readOrganizations.page(caller, readPage(request));
  const next = hasNext ? (items.at(-1)?.id ?? null) : null;
  return ok(
    items.map((organization) => presentOrganization(organization, publicUrl)),
    linkHeader(request, { previous: null, next }),
  );
}

async function showOrganization(request: RestRequest): Promise<RestAnswer> {
  return ok(await presentedOrganization(request));
}

async function presentedOrganization(request: RestRequest): Promise<object> {
  const { slug } = organizationOf(request);
  const { application, caller, publicUrl } = request;
  const organization = await application.readOrganizations.bySlug(caller, slug);
  if (organization === null) throw notFound('organization');
  return presentOrganization(organization, publicUrl);
}

async function listProjects(request: RestRequest): Promise<RestAnswer> {
  const { organizationId } = organizationOf(request);
  const { application, caller } = request;
  const pages = await application.readOrganizations.projectPages(caller, [organizationId], readPage(request));
  const { items = [], hasNext = false } = pages.get(organizationId) ?? {};
  const next = hasNext ? (items.at(-1)?.id ?? null) : null;
  return ok(
    items.map((project) => presentProject(project)),
    linkHeader(request, { previous: null, next }),
  );
}

async function listTeams(request: RestRequest): Promise<RestAnswer> {
  const { organizationId } = organizationOf(request);
  const teams = await request.application.readOrganizations.teams(request.caller, [organizationId]);
  return ok((teams.get(organizationId) ?? []).map(({ id, slug, name }) => ({ id, slug, name })));
}

async function showProject(request: RestRequest): Promise<RestAnswer> {
  const organization = await presentedOrganization(request);
  return ok(presentProject(await readProject(request), organization));
}

/** Where SDKs send the project's events. */
async function listKeys(request: RestRequest): Promise<RestAnswer> {
  await presentedOrganization(request);
  const { id, publicKey, createdAt } = await readProject(request);
  if (publicKey === null) return ok([]);
  const dsn = { public: projectDsn(request.publicUrl, publicKey, id) };
  // A project comes with its key.
  const key = { id: publicKey, name: 'Default', public: publicKey, isActive: true, dateCreated: createdAt };
  return ok([{ ...key, projectId: Number(id), dsn }]);
}

async function readProject(request: RestRequest): Promise<ProjectView> {
  const access = organizationOf(request);
  const { organizationId } = access;
  const { id } = projectOf(request, access);
  const [project] = await request.application.readOrganizations.projects([{ organizationId, id }]);
  if (project === undefined) throw notFound('project');
  return project;
}
