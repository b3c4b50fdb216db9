import { ListApiTokens } from '../application/set-up/list-api-tokens.query';
import { openDatabase } from '../bootstrap/database';
import { defineCommand } from './command';

const HEADINGS = ['id', 'name', 'organization', 'acts for', 'made', 'last used', 'ends', 'scopes'];

/** Lists the tokens, without what is secret of them. */
export const tokensCommand = defineCommand({
  name: 'tokens',
  summary: 'List the tokens, and when each was last used.',
  description: `Lists the tokens in the order in which they were made, those that were revoked or have expired included until they are cleaned
up. When a token was last used is written down about once a minute. Times are in UTC.`,
  options: {
    org: { type: 'string', placeholder: 'SLUG', description: 'Only those of this organization.' },
    json: { type: 'boolean', description: 'Print a JSON array.' },
  },
  async run({ org, json }, { environment, print }) {
    const database = await openDatabase(environment, { applicationName: 'muster-tokens' });
    const tokens = await new ListApiTokens(database).execute(org ?? null).finally(() => database.close());
    if (tokens === null) throw new Error(`There is no organization ${org ?? ''}.`);
    if (json) return print(JSON.stringify(tokens));
    const rows = tokens.map(({ id, name, organization, user, scopes, ...times }) => [
      ...[id, name, organization ?? 'every', user ?? 'nobody', minuteOf(times.createdAt)],
      times.lastUsedAt === null ? 'never' : minuteOf(times.lastUsedAt),
      endOf(times),
      scopes.join(','),
    ]);
    for (const line of aligned([HEADINGS, ...rows])) print(line);
  },
});

function endOf({ expiresAt, revokedAt }: { readonly expiresAt: Date | null; readonly revokedAt: Date | null }): string {
  if (revokedAt !== null) return `revoked ${minuteOf(revokedAt)}`;
  return expiresAt === null ? 'never' : minuteOf(expiresAt);
}

function minuteOf(moment: Date): string {
  return moment.toISOString().slice(0, 16).replace('T', ' ');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
