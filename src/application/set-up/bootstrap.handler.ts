import { randomBytes } from 'node:crypto';
import { SCOPES } from '../../domain/access';
import { normalizeEmailAddress } from '../../domain/email-address';
import { problem, type Problem } from '../../domain/problem';
import { ensureOrganization } from '../../persistence/compile/set-up/ensure-organization';
import { ensureProjects, type EnsuredProject } from '../../persistence/compile/set-up/ensure-projects';
import { ensureTeams } from '../../persistence/compile/set-up/ensure-teams';
import { ensureUsers } from '../../persistence/compile/set-up/ensure-users';
import { insertApiTokens } from '../../persistence/compile/set-up/insert-api-tokens';
import { addProjectTeams, addTeamMembers } from '../../persistence/compile/set-up/link-teams';
import { upsertMembers } from '../../persistence/compile/set-up/upsert-members';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { newApiToken, type ApiToken } from '../authenticate/api-token';
import { checkBootstrap, type BootstrapCommand } from './bootstrap.command';

/** Both tokens are shown this once; only their hashes are stored. */
export interface Bootstrapped {
  /** Of the owner, with all scopes. */
  readonly token: string;
  /** Reaches every organization, with all scopes. */
  readonly installationToken: string;
  readonly projectId: string;
  /** The project's DSN key. */
  readonly publicKey: string;
}

/** What was made, or the problems because of which nothing was. */
export type BootstrapOutcome =
  | { readonly bootstrapped: Bootstrapped; readonly problems: readonly [] }
  | { readonly bootstrapped: null; readonly problems: readonly Problem[] };

/**
 * Makes sure, in one transaction, that organization, team, project with DSN key and owner exist, and issues two new
 * tokens. A repeat makes nothing twice; tokens issued earlier stay valid, because their text cannot be shown again and
 * whoever uses them must not be cut off.
 */
export class Bootstrap {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork }) {}

  /** Makes the user an owner of the organization also where the user was less, or inactive. */
  async execute(command: BootstrapCommand): Promise<BootstrapOutcome> {
    const problems = checkBootstrap(command);
    if (problems.length > 0) return { bootstrapped: null, problems };
    const fresh = { owner: newApiToken(), installation: newApiToken(), publicKey: randomBytes(16).toString('hex') };
    const project = await this.dependencies.unitOfWork.transaction((tx) => bootstrap(tx, command, fresh));
    if (project === null) return { bootstrapped: null, problems: [usernameTaken(command.email)] };
    const { id: projectId, publicKey } = project;
    const [token, installationToken] = [fresh.owner.token, fresh.installation.token];
    return { bootstrapped: { token, installationToken, projectId, publicKey }, problems: [] };
  }
}

/** What is random, drawn once: a repeated transaction stores the same. */
interface Fresh {
  readonly owner: ApiToken;
  readonly installation: ApiToken;
  readonly publicKey: string;
}

/** Null, with nothing written, where another user has the address as username. */
async function bootstrap(tx: Executor, command: BootstrapCommand, fresh: Fresh): Promise<EnsuredProject | null> {
  const email = normalizeEmailAddress(command.email) ?? command.email;
  const userId = (await ensureUsers(tx, [{ email, username: email, name: email }])).get(email);
  if (userId === undefined) return null;
  const slug = command.organization;
  const { id: organizationId } = await ensureOrganization(tx, { slug, name: slug, openMembership: true });
  await upsertMembers(tx, organizationId, [{ userId, role: 'OWNER' }]);
  const project = await ensureTeamWithProject(tx, { ...command, organizationId, userId, publicKey: fresh.publicKey });
  const token = { name: 'bootstrap', scopes: SCOPES, createdByUserId: userId, expiresAt: null };
  await insertApiTokens(tx, [
    { ...token, organizationId, userId, hash: fresh.owner.hash },
    { ...token, organizationId: null, userId: null, hash: fresh.installation.hash },
  ]);
  return project;
}

interface TeamWithProject {
  readonly organizationId: string;
  readonly userId: string;
  readonly team: string;
  readonly project: string;
  readonly publicKey: string;
}

async function ensureTeamWithProject(tx: Executor, wanted: TeamWithProject): Promise<EnsuredProject> {
  const { organizationId, userId, publicKey } = wanted;
  const teams = await ensureTeams(tx, organizationId, [{ slug: wanted.team, name: wanted.team }]);
  const newProject = { slug: wanted.project, name: wanted.project, platform: null, publicKey };
  const projects = await ensureProjects(tx, organizationId, [newProject]);
  const [team, project] = [teams.get(wanted.team), projects.get(wanted.project)];
  if (team === undefined || project === undefined) throw new Error('A team or project vanished while it was set up.');
  await addTeamMembers(tx, organizationId, [{ teamId: team.id, userId }]);
  await addProjectTeams(tx, organizationId, [{ teamId: team.id, projectId: project.id }]);
  return project;
}

function usernameTaken(email: string): Problem {
  return problem('ALREADY_EXISTS', { field: ['email'], message: `Another user has "${email}" as username.` });
}
