import type { LinesByKind } from '../../domain/import/import-contents';
import type { LineProblem } from '../../domain/import/line-problem';
import type { IssueLine } from '../../domain/import/line-shapes';
import { findMemberIds, findProjectIds } from '../../persistence/read/find-import-references';
import { selectTeams } from '../../persistence/read/select-teams';
import type { Executor } from '../../persistence/statement';

type ReferenceKind = 'user' | 'team' | 'project';

/** The ids of all people (by address), teams and projects (by slug) that lines name. */
export type References = Readonly<Record<ReferenceKind, ReadonlyMap<string, string>>>;

interface Reference {
  readonly kind: ReferenceKind;
  readonly key: string;
  readonly line: number;
  readonly field: string;
}

/** Looks up what the lines name; with problems where something is neither in the file nor in the organization. */
export async function findReferences(
  tx: Executor,
  organizationId: string,
  lines: LinesByKind,
): Promise<{ readonly references: References; readonly problems: readonly LineProblem[] }> {
  const named = referencesOf(lines);
  const keys = (kind: ReferenceKind): string[] => [
    ...new Set(named.filter((one) => one.kind === kind).map(({ key }) => key)),
  ];
  const teams = await selectTeams(tx, organizationId, keys('team'));
  const references: References = {
    user: await findMemberIds(tx, organizationId, keys('user')),
    team: new Map(teams.map(({ slug, id }) => [slug, id])),
    project: await findProjectIds(tx, organizationId, keys('project')),
  };
  const problems = named
    .filter(({ kind, key }) => !references[kind].has(key))
    .map(({ kind, key, line, field }) => ({ line, field, message: UNKNOWN[kind](key) }));
  return { references, problems };
}

/** The id of what a line names; findReferences has seen to it that there is one. */
export function idOf(references: References, kind: ReferenceKind, key: string): string {
  const id = references[kind].get(key);
  if (id === undefined) throw new Error(`The ${kind} ${key} was not looked up.`);
  return id;
}

const UNKNOWN: Readonly<Record<ReferenceKind, (key: string) => string>> = {
  user: (key) => `"${key}" is no member of this organization; add a line of kind user.`,
  team: (key) => `there is no team "${key}" in this organization; add a line of kind team.`,
  project: (key) => `there is no project "${key}" in this organization; add a line of kind project.`,
};

function referencesOf({ user, team, project, release, issue, event }: LinesByKind): readonly Reference[] {
  const teamsOf = (line: number, slugs: readonly string[] = []): Reference[] =>
    slugs.map((key, index) => ({ kind: 'team', key, line, field: `teams[${index}]` }));
  return [
    ...user.flatMap(({ line, content }) => [
      { kind: 'user', key: content.email, line, field: 'email' } as const,
      ...teamsOf(line, content.teams),
    ]),
    ...team.map(({ line, content }) => ({ kind: 'team', key: content.slug, line, field: 'slug' }) as const),
    ...project.flatMap(({ line, content }) => [
      { kind: 'project', key: content.slug, line, field: 'slug' } as const,
      ...teamsOf(line, content.teams),
    ]),
    ...release.flatMap(({ line, content }) =>
      content.projects.map((key, index) => ({ kind: 'project', key, line, field: `projects[${index}]` }) as const),
    ),
    ...[...issue, ...event].map(
      ({ line, content }) => ({ kind: 'project', key: content.project, line, field: 'project' }) as const,
    ),
    ...issue.flatMap(({ line, content }) => peopleOf(content).map((reference) => ({ ...reference, line }))),
  ];
}

function peopleOf(issue: IssueLine): readonly Omit<Reference, 'line'>[] {
  const person = (field: string, key: string | undefined): Omit<Reference, 'line'>[] =>
    key === undefined ? [] : [{ kind: 'user', key, field }];
  const people = (field: string, given: readonly { readonly user: string }[] = []): Omit<Reference, 'line'>[] =>
    given.flatMap(({ user }, index) => person(`${field}[${index}].user`, user));
  const { assignedTo, snooze, resolution, bookmarkedBy = [], subscriptions, seenBy, notes } = issue;
  const team = assignedTo?.team;
  return [
    ...person('assignedTo.user', assignedTo?.user),
    ...(team === undefined ? [] : [{ kind: 'team', key: team, field: 'assignedTo.team' } as const]),
    ...person('snooze.actor', snooze?.actor),
    ...person('resolution.actor', resolution?.actor),
    ...bookmarkedBy.flatMap((key, index) => person(`bookmarkedBy[${index}]`, key)),
    ...people('subscriptions', subscriptions),
    ...people('seenBy', seenBy),
    ...people('notes', notes),
  ];
}
