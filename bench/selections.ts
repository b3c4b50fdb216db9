import type { DatabaseServer } from './database-server';
import { openClient } from './open-client';
import type { Template } from './template';

/** One small call would leave the code of a server that has just started uncompiled. */
const LEAST_WARM_UP = 1_000;
/** Enough for several calls that follow. */
const SERIES_WARM_UP = 3_000;

/** Issues for a warm-up and others for the measurement. */
export interface Selections {
  readonly warmUp: readonly string[];
  readonly measured: readonly string[];
}

/**
 * Issues that are not resolved, spread over all, in no order; those of the warm-up from the oldest tenth, so that it
 * leaves the pages of the others alone.
 */
export async function selectIssues(server: DatabaseServer, template: Template, count: number): Promise<Selections> {
  const client = await openClient(server.url(template.name));
  const of = async (range: string, wanted: number): Promise<readonly string[]> => {
    const { rows } = await client.query<{ id: string }>(
      `select id from groups where organization_id = $1 and status <> 'RESOLVED'
         and id ${range} (select max(id) / 10 from groups where organization_id = $1)
       order by md5(id::text) limit $2`,
      [template.organizationId, wanted],
    );
    if (rows.length < wanted) throw new Error(`The template has too few issues for ${wanted}.`);
    return rows.map(({ id }) => id);
  };
  const selections = { warmUp: await of('<=', Math.max(count, LEAST_WARM_UP)), measured: await of('>', count) };
  await client.end();
  return selections;
}

/** Issues for a warm-up, and others for each call. */
export interface Series {
  readonly warmUp: readonly string[];
  readonly measured: readonly (readonly string[])[];
}

/** Issues that satisfy a condition on `groups g`, in no order, for a warm-up and for one call a size. */
export async function selectSeries(
  { server, template }: { readonly server: DatabaseServer; readonly template: Template },
  from: string,
  sizes: readonly number[],
): Promise<Series> {
  const counts = [SERIES_WARM_UP, ...sizes];
  const wanted = counts.reduce((sum, count) => sum + count, 0);
  const client = await openClient(server.url(template.name));
  const { rows } = await client.query<{ id: string }>(
    `select g.id from groups g where g.organization_id = $1 and (${from}) order by md5(g.id::text) limit $2`,
    [template.organizationId, wanted],
  );
  await client.end();
  if (rows.length < wanted) throw new Error(`The template has ${rows.length} issues for ${wanted}: ${from}`);
  const ids = rows.map(({ id }) => id);
  const starts = counts.map((_, place) => counts.slice(0, place).reduce((sum, count) => sum + count, 0));
  const [warmUp = [], ...measured] = counts.map((count, place) =>
    ids.slice(starts[place], (starts[place] ?? 0) + count),
  );
  return { warmUp, measured };
}
