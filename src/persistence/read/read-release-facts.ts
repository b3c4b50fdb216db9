import type { ResolveForm } from '../../domain/attributes/status/resolve-form';
import { nextReleaseBase } from '../../domain/releases/next-release';
import { NO_RELEASE_FACTS, type ReleaseFacts } from '../../domain/releases/release-facts';
import type { Executor } from '../statement';
import { readLastReleases } from './read-last-releases';
import { readNamedCommit } from './read-named-commit';
import { readNamedReleases } from './read-named-releases';
import { readProjectReleases } from './read-project-releases';

export interface ReleaseQuestion {
  readonly organizationId: string;
  /** The projects of the issues. */
  readonly projectIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly form: ResolveForm;
}

/** What the form of resolving needs to know of the releases: one query a kind, for all projects and issues. */
export async function readReleaseFacts(tx: Executor, question: ReleaseQuestion): Promise<ReleaseFacts> {
  const { form } = question;
  switch (form.in) {
    case 'next-release': {
      const projects = await readProjectReleases(tx, question);
      const byDate = [...projects].flatMap(([id, releases]) =>
        nextReleaseBase(releases, form.isBare)?.greatest === null ? [id] : [],
      );
      if (byDate.length === 0) return { ...NO_RELEASE_FACTS, projects };
      return { ...NO_RELEASE_FACTS, projects, last: await readLastReleases(tx, { ...question, projectIds: byDate }) };
    }
    case 'latest-release':
    case 'upcoming-release':
      return { ...NO_RELEASE_FACTS, projects: await readProjectReleases(tx, question) };
    case 'release':
      return { ...NO_RELEASE_FACTS, named: await readNamedReleases(tx, question, form.version) };
    case 'future-release': {
      const projects = await readProjectReleases(tx, question);
      return { ...NO_RELEASE_FACTS, projects, named: await readNamedReleases(tx, question, form.version) };
    }
    case 'commit':
      return { ...NO_RELEASE_FACTS, commit: await readNamedCommit(tx, question, form) };
  }
}
