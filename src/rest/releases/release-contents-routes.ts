import { BodyReader, fieldsRefused } from '../body-reader';
import { organizationOf } from '../find-place';
import { linkHeader, readLimit, readPage } from '../page-cursor';
import { refuseProblems } from '../refuse-problems';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { findRelease, RELEASE_PATHS } from './release-routes';
import { presentCommit, presentDeploy, presentReleases, presentRepository } from './release.presenter';

const below = (name: string): readonly string[] => RELEASE_PATHS.map((path) => `${path}${name}/`);

/** Commits and deployments of releases, and the repositories of the commits. */
export const RELEASE_CONTENTS_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: below('previous-with-commits'), answer: showPrevious },
  { method: 'GET', paths: below('commits'), answer: listCommits },
  { method: 'GET', paths: below('deploys'), answer: listDeploys },
  { method: 'POST', paths: below('deploys'), answer: createDeploy },
  { method: 'GET', paths: ['/organizations/:organization/repos/'], answer: listRepositories },
];

/** Clients gather the commits since then; without one before it, the answer is an empty object. */
async function showPrevious(request: RestRequest): Promise<RestAnswer> {
  const { access, release } = await findRelease(request);
  const previous = await request.application.readReleases.previousWithCommits(access, release);
  const [presented = {}] = await presentReleases(request, access, previous === null ? [] : [previous]);
  return ok(presented);
}

async function listCommits(request: RestRequest): Promise<RestAnswer> {
  const { release } = await findRelease(request);
  const { items, hasNext } = await request.application.readReleases.commitsOf(release, readPage(request));
  const next = hasNext ? (items.at(-1)?.id ?? null) : null;
  return ok(items.map(presentCommit), linkHeader(request, { previous: null, next }));
}

async function listDeploys(request: RestRequest): Promise<RestAnswer> {
  const { release } = await findRelease(request);
  const deploys = await request.application.readReleases.deploysOf(release, readLimit(request));
  return ok(deploys.map(presentDeploy));
}

async function createDeploy(request: RestRequest): Promise<RestAnswer> {
  const { access, release } = await findRelease(request);
  const reader = BodyReader.of(request.body);
  const [name, url] = [reader.text('name'), reader.text('url')];
  const [dateStarted, dateFinished] = [reader.date('dateStarted'), reader.date('dateFinished')];
  const environment = reader.text('environment') ?? '';
  reader.check();
  if (environment === '') throw fieldsRefused({ environment: ['This field is required.'] });
  const { application, caller } = request;
  const { value, problems } = await application.createDeploy.execute(caller, {
    ...{ organization: access.slug, version: release.version, environment },
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(dateStarted !== undefined && { dateStarted }),
    ...(dateFinished !== undefined && { dateFinished }),
  });
  if (value === null) throw refuseProblems(problems);
  return { status: 201, body: presentDeploy(value) };
}

async function listRepositories(request: RestRequest): Promise<RestAnswer> {
  const access = organizationOf(request);
  const { application, caller } = request;
  const repositories = await application.readReleases.repositories(caller, access, readLimit(request));
  return ok(repositories.map(presentRepository), linkHeader(request, { previous: null, next: null }));
}
