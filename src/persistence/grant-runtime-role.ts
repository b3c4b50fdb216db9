import type { DataSource } from 'typeorm';

/** Any role of the cluster. */
const ROLE_EXISTS = '/* runtime-role-exists */ select from pg_roles where rolname = $1';

/** There is no such role; making one is for whoever runs the database. */
export class UnknownRoleError extends Error {
  constructor(role: string) {
    super(`There is no role "${role}"; make it first: create role ${role} login password '…'.`);
    this.name = 'UnknownRoleError';
  }
}

/**
 * Gives a role what a server and a worker need while they run, and no more: rows of the tables, but neither the tables
 * themselves nor what they look like. To be done again after migrations, since they make tables.
 */
export async function grantRuntimeRole(dataSource: DataSource, role: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const known = await manager.query<unknown[]>(ROLE_EXISTS, [role]);
    if (known.length === 0) throw new UnknownRoleError(role);
    // A block takes no parameters, so the role comes to it as a setting of the transaction.
    await manager.query(`/* name-runtime-role */ select set_config('muster.runtime_role', $1, true)`, [role]);
    await manager.query(`/* grant-runtime-role */ ${GRANT}`);
  });
}

/**
 * Partitions of events are made by the owner's functions at run time, so new tables are covered too. The queue has row
 * security on its tables, which lets nobody but their owner see a row until a policy says otherwise.
 */
const GRANT = `
  do $block$
  declare
    role text := quote_ident(current_setting('muster.runtime_role'));
    place text := quote_ident(current_schema());
    secured text;
  begin
    foreach place in array array[place, 'graphile_worker'] loop
      execute format('grant usage on schema %s to %s', place, role);
      execute format('grant select, insert, update, delete on all tables in schema %s to %s', place, role);
      execute format('grant usage, select on all sequences in schema %s to %s', place, role);
      execute format('alter default privileges in schema %s grant select, insert, update, delete on tables to %s', place, role);
      execute format('alter default privileges in schema %s grant usage, select on sequences to %s', place, role);
      execute format('revoke insert, update, delete on %s.migrations from %s', place, role);
    end loop;
    execute format('grant execute on function create_event_partitions(date[]), drop_event_partitions(date[]) to %s', role);
    for secured in
      select format('graphile_worker.%I', c.relname) from pg_class c
      where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
        and not exists (
          select from pg_policy p where p.polrelid = c.oid and p.polname = current_setting('muster.runtime_role')
        )
    loop
      execute format('create policy %s on %s to %s using (true) with check (true)', role, secured, role);
    end loop;
  end
  $block$`;
