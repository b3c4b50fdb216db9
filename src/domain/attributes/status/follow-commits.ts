import { CATEGORY_RULES } from '../../group-category';
import type { CommitLink } from '../../releases/group-link';
import type { Release } from '../../releases/release';
import type { Resolution } from '../../releases/resolution';
import { NO_RELEASE_FACTS, type NamedCommit } from '../../releases/release-facts';
import type { IssueState } from '../../state/issue-state';
import { history, next, notice, type Step } from '../../state/step';
import type { MutationScope } from '../strategy';
import { reopen } from './reopen';
import { resolve } from './resolve';
import { meaningOf } from './resolve-in-release';
import type { ResolveForm } from './resolve-form';

/** What was registered about commits, as far as it concerns one issue. */
export interface CommitNews {
  /** Commits whose messages newly say that they fix it; the last one counts. */
  readonly fixedBy: readonly NamedCommit[];
  /** Ids of commits whose messages no longer say so. */
  readonly droppedBy: ReadonlySet<string>;
  /** Commits that a release newly holds, by id. */
  readonly released: ReadonlyMap<string, NamedCommit>;
}

/**
 * Makes of an issue what commits make of it: resolved where a message says that it is fixed, unresolved where the last
 * message that said so was changed, resolved in a release that holds such a commit. A commit that said so before changes
 * nothing again, so that an issue which somebody reopened stays so.
 */
export function followCommits(state: IssueState, news: CommitNews, scope: MutationScope): Step {
  if (!CATEGORY_RULES[state.category].allowsManualStatus) return next(state);
  const dropped = unlink(state, news, scope);
  if (dropped.refused) return dropped;
  const fixed = link(dropped.state, news, scope);
  if (fixed.refused) return fixed;
  const released = release(fixed.state, news, scope);
  return released.refused ? released : next(released.state, [...dropped.log, ...fixed.log, ...released.log]);
}

function unlink(state: IssueState, { droppedBy, fixedBy }: CommitNews, scope: MutationScope): Step {
  const left = state.commitLinks.filter(({ commitId }) => !droppedBy.has(commitId));
  if (left.length === state.commitLinks.length) return next(state);
  const stays = state.status !== 'RESOLVED' || left.length + fixedBy.length > 0;
  return stays ? next({ ...state, commitLinks: left }) : reopen(state, 'ONGOING', scope);
}

function link(state: IssueState, { fixedBy }: CommitNews, scope: MutationScope): Step {
  const last = fixedBy.at(-1);
  if (last === undefined) return next(state);
  const step = resolveIn(state, last, scope);
  if (step.refused) return step;
  const others = [...state.commitLinks, ...fixedBy.map((commit) => linkTo(commit, scope.now))];
  const earlier = new Map(
    others.filter(({ commitId }) => commitId !== last.id).map((other) => [other.commitId, other]),
  );
  return next({ ...step.state, commitLinks: [...earlier.values(), ...step.state.commitLinks] }, step.log);
}

/** The newest of the commits that resolve it decides, as when it is resolved in a commit. */
function release(state: IssueState, { released }: CommitNews, scope: MutationScope): Step {
  const commit = released.get(state.commitLinks.at(-1)?.commitId ?? '');
  const holder = commit?.releases.get(state.projectId);
  if (commit === undefined || holder === undefined) return next(state);
  if (state.status !== 'RESOLVED') return resolveIn(state, commit, scope);
  if (state.resolution?.releaseId === holder.id && state.resolution.status === 'RESOLVED') return next(state);
  return next({ ...state, resolution: resolutionIn(holder, state, scope) }, [
    history('RESOLVED', scope.actor),
    notice('issue.resolved', { resolution_type: 'with_commit', commit: commit.id }),
  ]);
}

function resolveIn(state: IssueState, commit: NamedCommit, scope: MutationScope): Step {
  const { id, key, repository } = commit;
  const form: ResolveForm = { in: 'commit', commit: key, repository };
  const meaning = meaningOf(state, form, { ...NO_RELEASE_FACTS, commit });
  if (typeof meaning === 'string') throw new Error(`The commit ${id} is not there.`);
  return resolve(state, scope, meaning);
}

function linkTo({ id, key, repository }: NamedCommit, dateAdded: Date): CommitLink {
  return { commitId: id, key, repository, dateAdded };
}

function resolutionIn({ id, version }: Release, state: IssueState, { actor, now, fresh }: MutationScope): Resolution {
  return {
    id: state.openPeriod?.resolutionActivityId ?? fresh.activityIds.get(state.id) ?? '',
    releaseId: id,
    releaseVersion: version,
    currentReleaseVersion: null,
    futureReleaseVersion: null,
    type: 'IN_RELEASE',
    status: 'RESOLVED',
    actorId: state.resolution?.actorId ?? actor?.id ?? null,
    dateAdded: now,
  };
}
