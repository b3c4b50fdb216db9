import { checkBootstrap } from '../application/set-up/bootstrap.command';
import { Bootstrap } from '../application/set-up/bootstrap.handler';
import { openDatabase } from '../bootstrap/database';
import { publicUrlOf } from '../bootstrap/public-url';
import { projectDsn } from '../domain/dsn';
import type { Problem } from '../domain/problem';
import { defineCommand } from './command';
import { UsageError } from './usage-error';

const DESCRIPTION = `Makes sure that there is an organization with a team, a project with a DSN key, and a user who owns the organization,
and issues two tokens: the owner's (all scopes in this organization) and an installation token (all scopes in every
organization). Prints token, installationToken, dsn and projectId.

Repeating it is harmless: what exists stays as it is, except that the user becomes an active owner again. As only hashes
of tokens are stored, each run issues two new tokens named "bootstrap"; those of earlier runs stay valid until they are
revoked. Options that name something new add it: another project, another owner.`;

/** Options by the member of the use case's command that they fill. */
const OPTION_NAMES: Readonly<Record<string, string>> = { organization: 'org' };

/** Makes what an installation needs before its first event. */
export const bootstrapCommand = defineCommand({
  name: 'bootstrap',
  summary: 'Make organization, team, project, owner and tokens; harmless when repeated.',
  description: DESCRIPTION,
  options: {
    org: { type: 'string', placeholder: 'SLUG', required: true, description: 'The organization.' },
    project: { type: 'string', placeholder: 'SLUG', required: true, description: 'The project.' },
    email: { type: 'string', placeholder: 'ADDRESS', required: true, description: 'The owner.' },
    team: {
      type: 'string',
      placeholder: 'SLUG',
      description: "The project's team; by default named as the organization.",
    },
    json: { type: 'boolean', description: 'Print one JSON object.' },
  },
  async run({ org, project, email, team, json }, { environment, print, remark }) {
    const command = { organization: org, project, email, team: team ?? org };
    const isGiven = ({ field }: Problem): boolean => team !== undefined || field?.[0] !== 'team';
    const mistakes = checkBootstrap(command).filter(isGiven);
    if (mistakes.length > 0) throw new UsageError(mistakes.map(sentence).join('\n'), 'bootstrap');
    const database = await openDatabase(environment, { applicationName: 'muster-bootstrap' });
    const { bootstrapped, problems } = await new Bootstrap(database).execute(command).finally(() => database.close());
    if (bootstrapped === null) throw new Error(problems.map(sentence).join('\n'));
    const { token, installationToken, projectId, publicKey } = bootstrapped;
    const dsn = projectDsn(publicUrlOf(environment), publicKey, projectId);
    const result = { token, installationToken, dsn, projectId };
    if (json) return print(JSON.stringify(result));
    for (const [name, value] of Object.entries(result)) print(`${name.padEnd(18)} ${value}`);
    remark('Keep the tokens: they cannot be shown again. Another run issues new ones and leaves these valid.');
  },
});

function sentence({ field, message }: Problem): string {
  const [name = ''] = field ?? [];
  return `--${OPTION_NAMES[name] ?? name}: ${message}`;
}
