import type { DatabaseServer } from './database-server';
import { openClient } from './open-client';
import type { Template } from './template';

/** Fewer would leave the code of a server that has just started uncompiled. */
const LEAST_WARM_UP = 3_000;

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

/** Which issues the calls take: those of a condition on `groups g`, where asked for each call those of another project. */
interface Choice {
  readonly from: string;
  readonly isWithinProject?: boolean;
}

/** Issues of the choice, in no order, for a warm-up and for one call a size. */
export async function selectSeries(
  { server, template }: { readonly server: DatabaseServer; readonly template: Template },
  { from, isWithinProject = false }: Choice,
  sizes: readonly number[],
): Promise<Series> {
  const client = await openClient(server.url(template.name));
  const chosen: (readonly string[])[] = [];
  for (const count of [LEAST_WARM_UP, ...sizes]) {
    const project = isWithinProject ? chosen.length + 1 : null;
    const { rows } = await client.query<{ id: string }>(
      `select g.id from groups g
       where g.organization_id = $1 and (${from}) and g.project_id = coalesce($2, g.project_id)
         and g.id <> all ($3::bigint[])
       order by md5(g.id::text) limit $4`,
      [template.organizationId, project, chosen.flat(), count],
    );
    if (rows.length < count) throw new Error(`The template has ${rows.length} issues for ${count}: ${from}`);
    chosen.push(rows.map(({ id }) => id));
  }
  await client.end();
  const [warmUp = [], ...measured] = chosen;
  return { warmUp, measured };
}
