import { refuseProblems } from '../refuse-problems';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { BodyReader } from '../body-reader';
import { findIssue } from './find-issue';
import { listActivity, presentActivity } from './issue-activity';
import { ISSUE_PATHS } from './issue-routes';

const FEED_LENGTH = 100;
const NOTES = ISSUE_PATHS.flatMap((path) => [`${path}notes/`, `${path}comments/`]);

/** What happened to an issue, and what people say about it. */
export const FEED_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: ISSUE_PATHS.map((path) => `${path}activities/`), answer: showFeed },
  { method: 'GET', paths: NOTES, answer: listNotes },
  { method: 'POST', paths: NOTES, answer: addNote },
];

async function showFeed(request: RestRequest): Promise<RestAnswer> {
  const { issue } = await findIssue(request);
  return ok({ activity: await listActivity(request, issue, FEED_LENGTH) });
}

/** Those among the newest lines of the feed. */
async function listNotes(request: RestRequest): Promise<RestAnswer> {
  const { issue } = await findIssue(request);
  const lines = await listActivity(request, issue, FEED_LENGTH);
  return ok(lines.filter(({ type }) => type === 'note'));
}

async function addNote(request: RestRequest): Promise<RestAnswer> {
  const { issue } = await findIssue(request);
  const reader = BodyReader.of(request.body);
  const text = reader.text('text') ?? '';
  reader.check();
  const { application, caller } = request;
  const { value, problems } = await application.addIssueNote.execute(caller, { issueId: issue.id, text });
  if (value === null) throw refuseProblems(problems);
  const [line] = await presentActivity(request, [value]);
  return { status: 201, body: line };
}
