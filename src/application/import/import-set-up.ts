import { randomBytes } from 'node:crypto';
import type { LinesByKind } from '../../domain/import/import-contents';
import type { LineProblem } from '../../domain/import/line-problem';
import { replaceTeamsOfMembers, replaceTeamsOfProjects } from '../../persistence/compile/import/replace-team-links';
import {
  renameTeams,
  updateImportedMembers,
  updateImportedUsers,
} from '../../persistence/compile/import/write-imported-people';
import { updateImportedProjects } from '../../persistence/compile/import/write-imported-projects';
import { ensureProjects } from '../../persistence/compile/set-up/ensure-projects';
import { ensureTeams } from '../../persistence/compile/set-up/ensure-teams';
import { ensureUsers } from '../../persistence/compile/set-up/ensure-users';
import { insertMembers } from '../../persistence/compile/set-up/insert-members';
import { findOwnersOfUsernames } from '../../persistence/read/find-import-references';
import { lockOrganization } from '../../persistence/read/lock-organization';
import type { Executor } from '../../persistence/statement';
import { imported, type Imported } from './imported';
import { idOf, type References } from './references';

/** People, teams and projects that were made, before their links; the keys of what is new or has changed. */
export interface MadeSetUp {
  readonly created: Readonly<Record<'user' | 'team' | 'project', ReadonlySet<string>>>;
  readonly changed: Readonly<Record<'user' | 'team' | 'project', readonly string[]>>;
}

/** Usernames that lines give and others have. */
export async function findUsernameProblems(tx: Executor, users: LinesByKind['user']): Promise<readonly LineProblem[]> {
  const usernames = users.map(({ content: { username, email } }) => username ?? email);
  const owners = usernames.length > 0 ? await findOwnersOfUsernames(tx, usernames) : new Map<string, string>();
  return users
    .filter(({ content: { username, email } }) => (owners.get(username ?? email) ?? email) !== email)
    .map(({ line }) => ({ line, field: 'username', message: 'another user has this username.' }));
}

/** Makes and changes people, teams and projects, and locks the organization; people and teams are known by id and slug, projects by slug. */
export async function writeSetUp(
  tx: Executor,
  organization: { readonly id: string; readonly slug: string },
  lines: Pick<LinesByKind, 'user' | 'team' | 'project'>,
): Promise<MadeSetUp> {
  const [users, teams, projects] = [contents(lines.user), contents(lines.team), contents(lines.project)];
  // Users are made before the organization is locked, in every set-up, so that no two wait for each other.
  const newUsers = users.map(({ email, name = email, username = email }) => ({ email, name, username }));
  const userIds = newUsers.length > 0 ? await ensureUsers(tx, newUsers) : new Map<string, string>();
  const known = users.flatMap((user) => {
    const id = userIds.get(user.email);
    return id === undefined ? [] : [{ ...user, id }];
  });
  const changedUsers = known.length > 0 ? await updateImportedUsers(tx, known) : [];
  await lockOrganization(tx, organization.slug);
  const grants = known.map(({ id, role = 'MEMBER' }) => ({ userId: id, role }) as const);
  const members = grants.length > 0 ? await insertMembers(tx, organization.id, grants) : [];
  const changedMembers = known.length > 0 ? await updateImportedMembers(tx, organization.id, known) : [];
  const newTeams = teams.map(({ slug, name = slug }) => ({ slug, name }));
  const madeTeams = newTeams.length > 0 ? await ensureTeams(tx, organization.id, newTeams) : new Map<string, never>();
  const renamed = newTeams.length > 0 ? await renameTeams(tx, organization.id, teams) : [];
  const newProjects = projects.map(({ slug, name = slug, platform = null }) => ({
    ...{ slug, name, platform },
    publicKey: randomBytes(16).toString('hex'),
  }));
  const madeProjects =
    newProjects.length > 0 ? await ensureProjects(tx, organization.id, newProjects) : new Map<string, never>();
  const changedProjects = projects.length > 0 ? await updateImportedProjects(tx, organization.id, projects) : [];
  return {
    created: {
      user: new Set(members.map(({ userId }) => userId)),
      team: createdSlugs(madeTeams),
      project: createdSlugs(madeProjects),
    },
    changed: { user: [...changedUsers, ...changedMembers], team: renamed, project: changedProjects },
  };
}

/** Puts people and projects into the teams that their lines name, and says what became of all lines. */
export async function linkSetUp(
  tx: Executor,
  { organizationId, references, made }: { organizationId: string; references: References; made: MadeSetUp },
  lines: Pick<LinesByKind, 'user' | 'team' | 'project'>,
): Promise<Readonly<Record<'user' | 'team' | 'project', Imported>>> {
  const links = (kind: 'user' | 'project', key: string, teams: readonly string[] | undefined) =>
    teams === undefined
      ? []
      : [{ id: idOf(references, kind, key), teamIds: teams.map((slug) => idOf(references, 'team', slug)) }];
  const ofUsers = contents(lines.user).flatMap(({ email, teams }) => links('user', email, teams));
  const ofProjects = contents(lines.project).flatMap(({ slug, teams }) => links('project', slug, teams));
  const movedUsers = ofUsers.length > 0 ? await replaceTeamsOfMembers(tx, organizationId, ofUsers) : [];
  const movedProjects = ofProjects.length > 0 ? await replaceTeamsOfProjects(tx, organizationId, ofProjects) : [];
  const slugs = new Map([...references.project].map(([slug, id]) => [id, slug]));
  const { created, changed } = made;
  const names = (kind: 'team' | 'project') =>
    contents<{ readonly slug: string; readonly name?: string }>(lines[kind]).map(
      ({ name, slug }) => [name, idOf(references, kind, slug)] as const,
    );
  return {
    user: imported(
      created.user,
      [...changed.user, ...movedUsers],
      contents(lines.user).map(({ name, email }) => [name, idOf(references, 'user', email)]),
    ),
    team: imported(created.team, changed.team, names('team')),
    project: imported(
      created.project,
      [...changed.project, ...movedProjects.map((id) => slugs.get(id) ?? id)],
      names('project'),
    ),
  };
}

function contents<T>(lines: readonly { readonly content: T }[]): readonly T[] {
  return lines.map(({ content }) => content);
}

function createdSlugs(ensured: ReadonlyMap<string, { readonly created: boolean }>): ReadonlySet<string> {
  return new Set([...ensured].filter(([, { created }]) => created).map(([slug]) => slug));
}
