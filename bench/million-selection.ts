import type { DatabaseServer } from './database-server';
import { openClient } from './open-client';
import type { Template } from './template';

/** Pages of the set enough for several workers, each of which compiles its code at first. */
const WARM_UP = 25_000;
const SMALL_CALLS = 500;
/** Unresolved issues of two levels of three, spread over all; the third level is left to the warm-up and to small calls. */
const MEASURED = { search: 'is:unresolved level:[error, warning]', condition: `level in ('ERROR', 'WARNING')` };
const OTHERS = { search: 'is:unresolved level:fatal', condition: `level = 'FATAL'` };

/** A search that finds exactly so many issues of the template. */
export interface FoundIssues {
  readonly query: string;
  readonly issues: number;
}

export interface MillionSelections {
  readonly warmUp: FoundIssues;
  readonly measured: FoundIssues;
  /** Fewer of the measured ones, to be changed beside small calls. */
  readonly part: FoundIssues;
  /** Issues of small calls, the newest. */
  readonly smallCalls: readonly string[];
}

export async function selectMillion(
  server: DatabaseServer,
  template: Template,
  issues: number,
): Promise<MillionSelections> {
  const client = await openClient(server.url(template.name));
  const oldest = async ({ search, condition }: typeof MEASURED, count: number): Promise<FoundIssues> => {
    // The next one's moment: every issue of the template has its own.
    const { rows } = await client.query<{ end: Date }>(
      `select first_seen as end from groups where organization_id = $1 and status = 'UNRESOLVED' and ${condition}
       order by first_seen offset $2 limit 1`,
      [template.organizationId, count],
    );
    const [next] = rows;
    if (next === undefined) throw new Error(`The template has too few issues for ${count}: ${search}`);
    return { query: `${search} firstSeen:<${next.end.toISOString()}`, issues: count };
  };
  const { rows: newest } = await client.query<{ id: string }>(
    `select id from groups where organization_id = $1 and ${OTHERS.condition} order by id desc limit $2`,
    [template.organizationId, SMALL_CALLS],
  );
  const selections = {
    warmUp: await oldest(OTHERS, Math.min(WARM_UP, Math.ceil(issues / 10))),
    measured: await oldest(MEASURED, issues),
    part: await oldest(MEASURED, Math.ceil(issues * 0.3)),
    smallCalls: newest.map(({ id }) => id),
  };
  await client.end();
  return selections;
}
