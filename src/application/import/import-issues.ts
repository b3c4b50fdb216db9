import {
  hasOtherTexts,
  importedIssue,
  newIssue,
  type GivenIssue,
  type ImportedIssue,
} from '../../domain/import/imported-issue';
import type { LinesByKind } from '../../domain/import/import-contents';
import type { LineProblem } from '../../domain/import/line-problem';
import { difference } from '../../domain/state/difference';
import {
  insertImportedGroups,
  openImportedGroups,
  updateImportedGroups,
  type NewImportedIssue,
} from '../../persistence/compile/import/write-imported-groups';
import { raiseCounters } from '../../persistence/compile/import/write-imported-counts';
import { allotShortIds } from '../../persistence/compile/ingest/allot-short-ids';
import { writeGroupTexts } from '../../persistence/compile/ingest/write-group-texts';
import { updateOpenPeriods } from '../../persistence/compile/update-open-periods';
import { writeAssignees } from '../../persistence/compile/write-assignees';
import { writeForecasts } from '../../persistence/compile/write-forecasts';
import { writeCommitLinks } from '../../persistence/compile/write-commit-links';
import { writeInboxes } from '../../persistence/compile/write-inboxes';
import { writeResolutions } from '../../persistence/compile/write-resolutions';
import { writeShares } from '../../persistence/compile/write-shares';
import { writeSnoozes } from '../../persistence/compile/write-snoozes';
import { findIssuesOfShares } from '../../persistence/read/find-import-references';
import { lockImportedGroups } from '../../persistence/read/lock-imported-groups';
import type { Executor } from '../../persistence/statement';
import { findLeavingIssues } from './find-leaving-issues';
import { givenIssue } from './given-issue';
import type { ImportContext } from './import-context';
import { writeMarks } from './import-marks';
import { imported, type Imported } from './imported';
import { matchIssues, type MatchedIssue } from './match-issues';
import { findReleaseReferences } from './release-references';
import { noteReleasesOfIssues, releasesOfIssues, type PlacedIssue } from './releases-of-issues';

/** What became of the lines about issues, or what speaks against them. */
export type ImportedIssues =
  | { readonly issues: Imported; readonly problems: readonly [] }
  | { readonly issues: null; readonly problems: readonly LineProblem[] };

/** One line's issue before (null: it is new) and after. */
interface Change {
  readonly stored: ImportedIssue | null;
  readonly next: ImportedIssue;
}

/** Makes and changes issues with all that hangs on them. */
export async function importIssues(
  tx: Executor,
  context: ImportContext,
  lines: LinesByKind['issue'],
): Promise<ImportedIssues> {
  if (lines.length === 0) return { issues: imported(new Set(), [], []), problems: [] };
  const matching = await matchIssues(tx, context, lines);
  if (matching.matched === null) return { issues: null, problems: matching.problems };
  const { matched, extended } = matching;
  const shared = await findTakenShares(tx, context, { lines, matched });
  const named = await findReleaseReferences(tx, context.organizationId, lines);
  const mistakes = [...shared, ...named.problems];
  if (mistakes.length > 0) return { issues: null, problems: mistakes };
  const known = matched.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const stored = await lockImportedGroups(tx, context.organizationId, known);
  const leaving = findLeavingIssues(lines, matched, stored);
  if (leaving.length > 0) return { issues: null, problems: leaving };
  const releases = await releasesOfIssues(tx, context, { matched, named: named.references });
  const changes = matched.map((match) => {
    const given = givenIssue(match, releases.get(match.id), context);
    return decide(given, stored.get(match.id) ?? null, context.now);
  });
  const moved = await writeIssues(tx, changes, context);
  const seen = matched.map((match, index) => ({ ...match, ...timesOf(changes, index) }));
  await noteReleasesOfIssues(tx, context, { issues: seen, named: named.references });
  const marked = await writeMarks(tx, context, seen);
  const created = new Set(matched.filter(({ isNew }) => isNew).map(({ id }) => id));
  const names = matched.map(({ line, id }) => [line.name, id] as const);
  return { issues: imported(created, [...extended, ...moved, ...marked], names), problems: [] };
}

function timesOf(changes: readonly Change[], index: number): Pick<PlacedIssue, 'firstSeen' | 'lastSeen'> {
  const { firstSeen, lastSeen } = changes[index]?.next ?? { firstSeen: new Date(0), lastSeen: new Date(0) };
  return { firstSeen, lastSeen };
}

async function findTakenShares(
  tx: Executor,
  { organizationId }: ImportContext,
  { lines, matched }: { lines: LinesByKind['issue']; matched: readonly MatchedIssue[] },
): Promise<readonly LineProblem[]> {
  const wanted = lines.flatMap(({ line, content: { shareId } }, index) =>
    shareId === undefined ? [] : [{ line, shareId, id: matched[index]?.id }],
  );
  if (wanted.length === 0) return [];
  const owners = await findIssuesOfShares(
    tx,
    wanted.map(({ shareId }) => shareId),
  );
  return wanted
    .filter(({ shareId, id }) => {
      const owner = owners.get(shareId);
      return owner !== undefined && (owner.organizationId !== organizationId || owner.groupId !== id);
    })
    .map(({ line }) => ({ line, field: 'shareId', message: 'another issue has this share id.' }));
}

function decide(given: GivenIssue, stored: ImportedIssue | null, now: Date): Change {
  return { stored, next: importedIssue(stored ?? newIssue(given, now), given, now) };
}

/** Answers the ids of the issues that were there and have changed. */
async function writeIssues(
  tx: Executor,
  changes: readonly Change[],
  context: ImportContext,
): Promise<readonly string[]> {
  const { organizationId, now } = context;
  const fresh = changes.flatMap(({ stored, next }) => (stored === null ? [next] : []));
  if (fresh.length > 0) await insertIssues(tx, organizationId, fresh);
  const known = changes.flatMap(({ stored, next }) => (stored === null ? [] : [{ stored, next }]));
  const moved = known.flatMap(({ stored, next }) => {
    const slices = difference({ stored, first: stored, last: next }, now)?.slices ?? [];
    return slices.length > 0 || hasOtherTexts(stored, next) ? [{ slices, next: { ...next, changedAt: now } }] : [];
  });
  const written = moved.map(({ next }) => next);
  if (written.length > 0) await updateImportedGroups(tx, organizationId, written);
  const named = changes.filter(({ stored, next }) => stored === null || hasOtherTexts(stored, next));
  const texts = named.map(({ next: { id } }) => ({ organizationId, id }));
  if (texts.length > 0) await writeGroupTexts(tx, texts);
  const touched = (slice: keyof typeof WRITERS): ImportedIssue[] => [
    ...fresh.filter((issue) => HAS_ROWS[slice](issue)),
    ...moved.filter(({ slices }) => slices.includes(slice)).map(({ next }) => next),
  ];
  const write = { organizationId, operationId: null, actorId: null, now };
  for (const [slice, compile] of Object.entries(WRITERS) as [keyof typeof WRITERS, typeof writeShares][]) {
    // One connection, one statement after the other; their number does not depend on the number of issues.
    // eslint-disable-next-line no-await-in-loop
    for (const statement of compile(touched(slice), write)) await tx.count(statement);
  }
  const counted = changes.filter(({ stored, next }) => stored === null || hasMoreSeen(stored, next));
  const raised =
    counted.length > 0
      ? await raiseCounters(
          tx,
          organizationId,
          counted.map(({ next }) => next),
        )
      : [];
  return [...written.map(({ id }) => id), ...raised];
}

const WRITERS = {
  assignee: writeAssignees,
  inbox: writeInboxes,
  snooze: writeSnoozes,
  share: writeShares,
  forecast: writeForecasts,
  resolution: writeResolutions,
  commitLink: writeCommitLinks,
  openPeriod: updateOpenPeriods,
} as const;

/** Whether a new issue has what a writer writes; its period is opened with it. */
const HAS_ROWS: Readonly<Record<keyof typeof WRITERS, (issue: ImportedIssue) => boolean>> = {
  assignee: ({ assignee }) => assignee !== null,
  inbox: ({ inbox }) => inbox !== null,
  snooze: ({ snooze }) => snooze !== null,
  share: ({ share }) => share !== null,
  forecast: ({ forecast }) => forecast !== null,
  resolution: ({ resolution }) => resolution !== null,
  commitLink: ({ commitLinks }) => commitLinks.length > 0,
  openPeriod: () => false,
};

function hasMoreSeen(stored: ImportedIssue, next: ImportedIssue): boolean {
  return next.timesSeen > stored.timesSeen || next.usersSeen > stored.usersSeen || next.lastSeen > stored.lastSeen;
}

async function insertIssues(tx: Executor, organizationId: string, issues: readonly ImportedIssue[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { projectId } of issues) counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
  const demands = [...counts].map(([projectId, count]) => ({ organizationId, projectId, count }));
  const last = new Map(await allotShortIds(tx, demands));
  const numbered: NewImportedIssue[] = issues.map((issue) => {
    const shortId = (last.get(issue.projectId) ?? 0) + 1;
    last.set(issue.projectId, shortId);
    return { ...issue, shortId };
  });
  await insertImportedGroups(tx, organizationId, numbered);
  await openImportedGroups(tx, organizationId, issues);
}
