import type { Client } from 'pg';
import { SCOPES } from '../src/domain/access';

/** Organization 1: 50 members (user 1 owns it), 5 teams of 10, 8 projects that every team sees, and the owner's token. */
export async function insertOrganization(client: Client, tokenHash: Buffer): Promise<void> {
  await client.query(`
    insert into organizations (id, slug, name) values (1, 'bench', 'Bench');
    insert into users (id, email, username, name)
      select n, format('member-%s@example.com', n), format('member-%s', n), format('Member %s', n)
      from generate_series(1, 50) n;
    insert into organization_members (organization_id, user_id, role)
      select 1, n, case when n = 1 then 'OWNER' else 'MEMBER' end from generate_series(1, 50) n;
    insert into teams (organization_id, id, slug, name)
      select 1, n, format('team-%s', n), format('Team %s', n) from generate_series(1, 5) n;
    insert into team_members (organization_id, team_id, user_id)
      select 1, 1 + (n - 1) / 10, n from generate_series(1, 50) n;
    insert into projects (organization_id, id, slug, name, platform, last_short_id)
      select 1, n, format('project-%s', n), format('Project %s', n), 'node', 1000000 from generate_series(1, 8) n;
    insert into project_teams (organization_id, project_id, team_id)
      select 1, project, team from generate_series(1, 8) project, generate_series(1, 5) team;
    insert into project_keys (organization_id, project_id, public_key)
      select 1, n, md5(n::text) from generate_series(1, 8) n;
    select setval(pg_get_serial_sequence(name, 'id'), 1000)
      from unnest('{organizations,users,teams,projects}'::text[]) name`);
  await client.query(
    `insert into api_tokens (organization_id, user_id, name, token_hash, scopes, created_by_user_id)
     values (1, 1, 'bench', $1, $2, 1)`,
    [tokenHash, SCOPES],
  );
}
