import type { Difference, SliceName } from '../../domain/state/difference';
import type { IssueState } from '../../domain/state/issue-state';
import type { Statement } from '../statement';
import { updateGroups } from './update-groups';
import type { WriteContext } from './write-context';
import { writeAssignees } from './write-assignees';
import { writeBookmarks } from './write-bookmarks';
import { writeDeletions } from './write-deletions';
import { writeCommitLinks } from './write-commit-links';
import { writeForecasts } from './write-forecasts';
import { writeInboxes } from './write-inboxes';
import { writeResolutions } from './write-resolutions';
import { writeMerges } from './write-merges';
import { writeOpenPeriods } from './write-open-periods';
import { writeSeens } from './write-seens';
import { writeShares } from './write-shares';
import { writeSnoozes } from './write-snoozes';
import { writeSubscriptions } from './write-subscriptions';

type RowWriter = (states: readonly IssueState[], context: WriteContext) => Iterable<Statement>;

/** Where a slice is written, apart from the issue's own row. A slice without an entry does not compile. */
const WRITERS: Record<SliceName, RowWriter | 'groups'> = {
  status: 'groups',
  priority: 'groups',
  assignee: writeAssignees,
  inbox: writeInboxes,
  snooze: writeSnoozes,
  openPeriod: writeOpenPeriods,
  subscription: writeSubscriptions,
  bookmark: writeBookmarks,
  seen: writeSeens,
  share: writeShares,
  merge: writeMerges,
  deletion: writeDeletions,
  forecast: writeForecasts,
  resolution: writeResolutions,
  commitLink: writeCommitLinks,
};

/** The statements that turn the stored states into the next ones; their number does not depend on how many there are. */
export function* compileDifferences(differences: readonly Difference[], context: WriteContext): Iterable<Statement> {
  const moved = differences.filter(({ stored, next }) => stored.version !== next.version);
  if (moved.length > 0) yield updateGroups(moved, context);
  const changed = statesBySlice(differences);
  for (const [slice, writer] of Object.entries(WRITERS) as [SliceName, RowWriter | 'groups'][]) {
    const states = changed.get(slice);
    if (writer !== 'groups' && states !== undefined) yield* writer(states, context);
  }
}

/** In one pass: asking each difference for each slice took a tenth of the whole compilation. */
function statesBySlice(differences: readonly Difference[]): ReadonlyMap<SliceName, readonly IssueState[]> {
  const changed = new Map<SliceName, IssueState[]>();
  for (const { next, slices } of differences) {
    for (const slice of slices) {
      const states = changed.get(slice);
      if (states === undefined) changed.set(slice, [next]);
      else states.push(next);
    }
  }
  return changed;
}
