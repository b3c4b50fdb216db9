import { EVENT_ROUTES } from './events/event-routes';
import { FEED_ROUTES } from './issues/feed-routes';
import { ISSUE_ROUTES } from './issues/issue-routes';
import { ISSUES_ROUTES } from './issues/issues-routes';
import { SHARED_ISSUE_ROUTES } from './issues/shared-issue-routes';
import { TOMBSTONE_ROUTES } from './issues/tombstone-routes';
import { ORGANIZATION_ROUTES } from './organizations/organization-routes';
import { VIEWER_ROUTES } from './people/viewer-routes';
import { RELEASE_CONTENTS_ROUTES } from './releases/release-contents-routes';
import { RELEASE_ROUTES } from './releases/release-routes';
import type { RestRoute } from './rest-route';

/** All routes below /api/0. */
export const ROUTES: readonly RestRoute[] = [
  ...VIEWER_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...ISSUES_ROUTES,
  ...ISSUE_ROUTES,
  ...FEED_ROUTES,
  ...EVENT_ROUTES,
  ...TOMBSTONE_ROUTES,
  ...SHARED_ISSUE_ROUTES,
  ...RELEASE_ROUTES,
  ...RELEASE_CONTENTS_ROUTES,
];
