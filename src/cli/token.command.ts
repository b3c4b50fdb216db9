import { IssueApiToken, type IssueApiTokenCommand } from '../application/set-up/issue-api-token.handler';
import { openDatabase } from '../bootstrap/database';
import { ROLE_SCOPES, SCOPES } from '../domain/access';
import type { Problem } from '../domain/problem';
import { defineCommand } from './command';
import { UsageError } from './usage-error';

const DESCRIPTION = `Makes a token and prints it. With --user it acts for that member and never may more than the member's role; without, it
belongs to the organization and acts for nobody. With --installation it reaches every organization.

Scopes: ${SCOPES.join(', ')}.
Of these a MEMBER has ${ROLE_SCOPES.MEMBER.join(', ')}.`;

/** Options by the field of the use case that they fill. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  organization: 'org',
  userEmail: 'user',
  expiresAt: 'expires',
};

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

/** Makes a token from the command line, whose user is trusted. */
export const tokenCommand = defineCommand({
  name: 'token',
  summary: 'Make a token for the API.',
  description: DESCRIPTION,
  options: {
    org: { type: 'string', placeholder: 'SLUG', description: 'The organization that the token reaches.' },
    user: { type: 'string', placeholder: 'ADDRESS', description: 'The member for whom the token acts.' },
    name: { type: 'string', placeholder: 'NAME', required: true, description: 'What the token is for.' },
    scopes: { type: 'string', placeholder: 'A,B', required: true, description: 'What the token may do.' },
    expires: {
      type: 'string',
      placeholder: 'TIME',
      description: 'The end of its life, as 2027-01-31 or 2027-01-31T12:00:00Z; by default there is none.',
    },
    installation: { type: 'boolean', description: 'Make a token for every organization, without --org and --user.' },
    json: { type: 'boolean', description: 'Print one JSON object.' },
  },
  async run({ org, user, name, scopes, expires, installation, json }, { environment, print, remark }) {
    if (installation && (org ?? user) !== undefined) throw usage('--installation goes without --org and --user.');
    if (!installation && org === undefined) throw usage('Name an organization with --org, or give --installation.');
    const command: IssueApiTokenCommand = {
      organization: org ?? null,
      name,
      scopes: scopes.split(',').map((scope) => scope.trim()),
      ...(user === undefined ? {} : { userEmail: user }),
      ...(expires === undefined ? {} : { expiresAt: readMoment(expires) }),
    };
    const database = await openDatabase(environment, { applicationName: 'muster-token' });
    const { unitOfWork } = database;
    const { value, problems } = await new IssueApiToken({ unitOfWork, clock: () => new Date() })
      .execute(command)
      .finally(() => database.close());
    if (value === null) throw new Error(problems.map(sentence).join('\n'));
    if (json) return print(JSON.stringify(value));
    print(`token ${value.token}`);
    print(`id    ${value.id}`);
    remark('Keep the token: it cannot be shown again.');
  },
});

function readMoment(given: string): Date {
  const time = ISO.test(given) ? Date.parse(given) : NaN;
  if (Number.isNaN(time)) throw usage(`--expires: "${given}" is not a time such as 2027-01-31T12:00:00Z.`);
  return new Date(time);
}

function usage(message: string): UsageError {
  return new UsageError(message, 'token');
}

function sentence({ field, message }: Problem): string {
  const name = field?.at(-1) ?? '';
  return name === '' ? message : `--${OPTION_NAMES[name] ?? name}: ${message}`;
}
