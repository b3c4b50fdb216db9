import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Only the owner of a table may make and drop its partitions. These functions do it with the owner's rights, and nothing
 * else, for a server whose role owns nothing. Whoever may call them is told by `muster migrate --runtime-role`.
 */
export class EventPartitionFunctions1795000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What the functions name is looked up where the tables are, and never among the temporary tables of the caller.
    await runner.query(`select set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)`);
    await runner.query(CREATE);
    await runner.query(DROP);
    await runner.query(`
      revoke execute on function create_event_partitions(date[]), drop_event_partitions(date[]) from public
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function create_event_partitions(date[]), drop_event_partitions(date[])');
  }
}

/**
 * Events of such a day that the default partition took meanwhile move over, since PostgreSQL would refuse the partition
 * otherwise. The table itself is locked too, although PostgreSQL would attach without: a session that reads its list of
 * partitions while one is attached can keep the old list, write that day's events into the default partition and not
 * find the moved ones. With both locks nothing arrives between move and attachment either.
 */
const CREATE = `
  create function create_event_partitions(days date[]) returns void
  language plpgsql security definer set search_path from current as $function$
  declare
    day date;
    name text;
    begins timestamptz;
    ends timestamptz;
  begin
    lock table only events in access exclusive mode;
    lock table events_default in access exclusive mode;
    foreach day in array days loop
      name := 'events_' || to_char(day, 'YYYYMMDD');
      begins := day::timestamp at time zone 'UTC';
      ends := (day + 1)::timestamp at time zone 'UTC';
      execute format('create table %I (like events including defaults including constraints)', name);
      execute format('with moved as (delete from events_default where received_at >= %L and received_at < %L returning *)
        insert into %I select * from moved', begins, ends, name);
      execute format('alter table events attach partition %I for values from (%L) to (%L)', name, begins, ends);
    end loop;
  end
  $function$`;

/** Detaching one concurrently is not possible beside a default partition; the locks are held for milliseconds. */
const DROP = `
  create function drop_event_partitions(days date[]) returns void
  language plpgsql security definer set search_path from current as $function$
  declare
    day date;
  begin
    lock table only events in access exclusive mode;
    foreach day in array days loop
      execute format('drop table %I', 'events_' || to_char(day, 'YYYYMMDD'));
    end loop;
  end
  $function$`;
