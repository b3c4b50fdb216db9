import type { GivenIssue } from '../../domain/import/imported-issue';
import type { ImportContext } from './import-context';
import type { MatchedIssue } from './match-issues';
import { idOf } from './references';
import type { GivenReleases } from './releases-of-issues';

/** Of a line that names none. */
const NO_RELEASES: GivenReleases = {
  ...{ resolutionId: '', resolutionActorId: null, resolutionReleaseId: null, commitId: null, firstReleaseId: null },
};

/** A line about an issue with all that it names looked up. */
export function givenIssue(
  { line, id, projectId }: MatchedIssue,
  releases: GivenReleases | undefined,
  { references }: ImportContext,
): GivenIssue {
  const { user, team } = line.assignedTo ?? {};
  const actor = line.snooze?.actor;
  const person = user === undefined ? null : ({ type: 'user', id: idOf(references, 'user', user) } as const);
  return {
    ...{ id, projectId, line, ...(releases ?? NO_RELEASES) },
    assignee: team === undefined ? person : ({ type: 'team', id: idOf(references, 'team', team) } as const),
    snoozeActorId: actor === undefined ? null : idOf(references, 'user', actor),
  };
}
