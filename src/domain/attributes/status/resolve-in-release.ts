import type { ProblemCode } from '../../problem';
import type { Release } from '../../releases/release';
import { nextReleaseBase, type NextReleaseBase } from '../../releases/next-release';
import type { LastRelease, ReleaseFacts } from '../../releases/release-facts';
import { isFullVersion } from '../../releases/version';
import type { IssueState } from '../../state/issue-state';
import type { ResolveForm } from './resolve-form';
import type { ResolutionMeaning, ResolveMeaning } from './resolve-meaning';

/** What a form of resolving means for one issue, by the releases of its project; a code: the issue refuses. */
export function meaningOf(
  { id, projectId }: Pick<IssueState, 'id' | 'projectId'>,
  form: ResolveForm,
  facts: ReleaseFacts,
): ResolveMeaning | ProblemCode {
  const releases = facts.projects.get(projectId);
  const newest = releases?.newest ?? null;
  const named = facts.named.get(projectId) ?? null;
  switch (form.in) {
    case 'next-release': {
      const base = nextReleaseBase(releases, form.isBare);
      if (base !== null) return inNextRelease(base, facts.last.get(id));
      return form.isBare ? resolved('in_next_release', null) : 'NO_RELEASE_DATA';
    }
    case 'latest-release':
      return newest === null ? 'NO_RELEASE_DATA' : resolved('in_release', inRelease(newest));
    case 'release':
      return named === null ? 'RELEASE_NOT_FOUND' : resolved('in_release', inRelease(named));
    case 'upcoming-release':
      if (newest === null) return 'NO_RELEASE_DATA';
      return resolved('in_upcoming_release', pending(newest, 'IN_UPCOMING_RELEASE'));
    case 'future-release':
      if (named !== null) return resolved('in_release', inRelease(named));
      return isFullVersion(form.version) ? inFutureRelease(form.version, newest) : 'INVALID_INPUT';
    case 'commit':
      return inCommit(projectId, facts);
  }
}

/**
 * By semantic version, whatever is greater than the greatest of the project. By date, the first release after the one
 * in which the issue was last met; where there is none yet, or the issue was met in none, the next that comes.
 */
function inNextRelease({ release, greatest }: NextReleaseBase, last: LastRelease | undefined): ResolveMeaning {
  const type = 'in_next_release';
  if (greatest !== null) {
    const { version } = greatest;
    const resolution = { ...inRelease(greatest), currentReleaseVersion: version };
    return { ...resolved(type, resolution), data: { version: '', current_release_version: version } };
  }
  const currentReleaseVersion = last?.version ?? null;
  const successor = last?.successor ?? null;
  if (successor !== null) return resolved(type, { ...inRelease(successor), currentReleaseVersion });
  return resolved(type, { ...pending(release, 'IN_NEXT_RELEASE'), currentReleaseVersion });
}

/** The newest release stands for what has no semantic version. */
function inFutureRelease(version: string, newest: Release | null): ResolveMeaning {
  const resolution = { ...pending(newest, 'IN_FUTURE_RELEASE'), futureReleaseVersion: version };
  return { ...resolved('in_future_release', resolution), data: { version } };
}

function inCommit(projectId: string, { commit }: ReleaseFacts): ResolveMeaning | ProblemCode {
  if (commit === null || typeof commit === 'string') return 'COMMIT_NOT_FOUND';
  const { id, key, repository, releases } = commit;
  const release = releases.get(projectId);
  return {
    activity: 'SET_RESOLVED_IN_COMMIT',
    data: { commit: id },
    history: 'SET_RESOLVED_IN_COMMIT',
    notice: { resolution_type: 'in_commit', commit: id },
    resolution: release === undefined ? null : inRelease(release),
    commit: { commitId: id, key, repository },
  };
}

function resolved(type: string, resolution: ResolutionMeaning | null): ResolveMeaning {
  const version = resolution?.status === 'RESOLVED' ? resolution.releaseVersion : '';
  return {
    activity: 'SET_RESOLVED_IN_RELEASE',
    data: { version },
    history: 'SET_RESOLVED_IN_RELEASE',
    notice: { resolution_type: type },
    resolution,
    commit: null,
  };
}

function inRelease({ id, version }: Release): ResolutionMeaning {
  const none = { currentReleaseVersion: null, futureReleaseVersion: null };
  return { ...none, releaseId: id, releaseVersion: version, type: 'IN_RELEASE', status: 'RESOLVED' };
}

function pending(newest: Release | null, type: ResolutionMeaning['type']): ResolutionMeaning {
  const none = { currentReleaseVersion: null, futureReleaseVersion: null };
  return { ...none, releaseId: newest?.id ?? null, releaseVersion: newest?.version ?? null, type, status: 'PENDING' };
}
