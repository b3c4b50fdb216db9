import type { ReleaseView } from '../../application/read-releases/read-releases.handler';
import type { OrganizationAccess } from '../../domain/access';
import { organizationOf, projectOf } from '../find-place';
import { linkHeader, readPage } from '../page-cursor';
import { refuseProblems } from '../refuse-problems';
import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { fieldsRefused } from '../body-reader';
import { presentReleases } from './release.presenter';
import { readReleaseBody, type ReleaseBody } from './release-body.mapper';

const LISTS = ['/organizations/:organization/releases/', '/projects/:organization/:project/releases/'];
/** A release is the organization's, also where a project is named. */
export const RELEASE_PATHS = LISTS.map((path) => `${path}:version/`);

/** Releases: to list, to make, to change, to delete. */
export const RELEASE_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: LISTS, answer: listReleases },
  { method: 'POST', paths: LISTS, answer: createRelease },
  { method: 'GET', paths: RELEASE_PATHS, answer: showRelease },
  { method: 'PUT', paths: RELEASE_PATHS, answer: updateRelease },
  { method: 'DELETE', paths: RELEASE_PATHS, answer: removeRelease },
];

/** Where the request's releases are: in its project, or in all that the caller sees. */
function placeOf(request: RestRequest): OrganizationAccess {
  const access = organizationOf(request);
  if (request.param('project') === '') return access;
  const { id, slug } = projectOf(request, access);
  return { ...access, projects: new Map([[id, slug]]) };
}

/** The release that the path names; NOT_FOUND where no project of its place has it. */
export async function findRelease(request: RestRequest): Promise<{ access: OrganizationAccess; release: ReleaseView }> {
  const access = placeOf(request);
  const { application, caller } = request;
  const release = await application.readReleases.byVersion(caller, access, request.param('version'));
  if (release === null) throw notFound('release');
  return { access, release };
}

async function listReleases(request: RestRequest): Promise<RestAnswer> {
  const access = placeOf(request);
  const { application, caller } = request;
  const projects = { organizationId: access.organizationId, projectIds: [...access.projects.keys()] };
  const { items, hasNext } = await application.readReleases.page(caller, projects, readPage(request));
  const next = hasNext ? (items.at(-1)?.id ?? null) : null;
  return ok(await presentReleases(request, access, items), linkHeader(request, { previous: null, next }));
}

async function showRelease(request: RestRequest): Promise<RestAnswer> {
  const { access, release } = await findRelease(request);
  const [presented] = await presentReleases(request, access, [release]);
  return ok(presented);
}

/** 201 where it is new, 208 where it was there; what is said of one that was there counts. */
async function createRelease(request: RestRequest): Promise<RestAnswer> {
  const place = placeOf(request);
  const body = readReleaseBody(request.body, place);
  const { version = '' } = body;
  if (version === '') throw fieldsRefused({ version: ['This field is required.'] });
  const { application, caller } = request;
  const projects = request.param('project') === '' ? (body.projects ?? []) : [...place.projects.values()];
  const wasThere = await application.readReleases.byVersion(caller, organizationOf(request), version);
  if (projects.length > 0 || wasThere === null) {
    const { value, problems } = await application.createRelease.execute(caller, {
      ...{ organization: place.slug, version, projects },
      ...(body.dateReleased !== undefined && { dateReleased: body.dateReleased }),
      ...(body.commits !== undefined && { commits: body.commits }),
    });
    if (value === null) throw refuseProblems(problems);
  }
  const { archived } = body;
  if (archived !== undefined) await change(request, version, { archived });
  return { status: wasThere === null ? 201 : 208, body: await readAgain(request, version) };
}

async function updateRelease(request: RestRequest): Promise<RestAnswer> {
  const { access, release } = await findRelease(request);
  const { version: _, ...said } = readReleaseBody(request.body, access);
  await change(request, release.version, said);
  return ok(await readAgain(request, release.version));
}

async function change(request: RestRequest, version: string, { projects = [], ...said }: ReleaseBody): Promise<void> {
  const { application, caller } = request;
  const command = {
    ...said,
    version,
    organization: organizationOf(request).slug,
    ...(projects.length > 0 && { projects }),
  };
  const { value, problems } = await application.updateRelease.execute(caller, command);
  if (value === null) throw refuseProblems(problems);
}

async function readAgain(request: RestRequest, version: string): Promise<object | undefined> {
  const access = organizationOf(request);
  const { application, caller } = request;
  const release = await application.readReleases.byVersion(caller, access, version);
  const [presented] = await presentReleases(request, access, release === null ? [] : [release]);
  return presented;
}

async function removeRelease(request: RestRequest): Promise<RestAnswer> {
  const { access, release } = await findRelease(request);
  const command = { organization: access.slug, version: release.version };
  const { value, problems } = await request.application.deleteRelease.execute(request.caller, command);
  if (value === null) throw refuseProblems(problems);
  return { status: 204 };
}
