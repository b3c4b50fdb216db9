import type { Caller } from '../../domain/access';
import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { presentUser } from './user.presenter';

/** Who calls, and where to. */
export const VIEWER_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: ['/'], open: true, answer: showApi },
  { method: 'GET', paths: ['/auth/', '/users/me/'], answer: showViewer },
  { method: 'GET', paths: ['/users/me/regions/'], answer: listRegions },
];

/** Clients ask this to learn whether their token is valid. */
async function showApi(request: RestRequest): Promise<RestAnswer> {
  const { knownCaller: caller } = request;
  if (caller === null) return ok({ version: '0', auth: null, user: null });
  return ok({ version: '0', auth: { scopes: [...caller.scopes] }, user: await viewerOf(request, caller) });
}

async function showViewer(request: RestRequest): Promise<RestAnswer> {
  const viewer = await viewerOf(request, request.caller);
  if (viewer === null) throw notFound('user: the token belongs to none');
  return ok(viewer);
}

/** There is one region: this server. */
async function listRegions({ publicUrl }: RestRequest): Promise<RestAnswer> {
  return ok({ regions: [{ name: 'muster', url: publicUrl }] });
}

async function viewerOf({ application }: RestRequest, { user }: Caller): Promise<object | null> {
  const [found] = user === null ? [] : await application.readPeople.users([user.id]);
  return found === undefined ? null : presentUser(found);
}
