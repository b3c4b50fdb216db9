import type { DatabaseServer } from './database-server';
import { openClient } from './open-client';
import type { Template } from './template';

/** One small call would leave the code of a server that has just started uncompiled. */
const LEAST_WARM_UP = 1_000;

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
