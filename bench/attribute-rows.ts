import type { Client } from 'pg';
import { parseVersion } from '../src/domain/releases/version';

const VERSIONS = Array.from({ length: 20 }, (_, index) => `shop@1.${index}.0`);
/** The version of the newest release, which every project has. */
export const LATEST_VERSION = 'shop@1.19.0';
/** A commit of that release. */
export const COMMIT = { repository: 'shop', commit: 'c'.repeat(40) };

/** The owner's marks and a link, on every fourth issue. */
const MARKS = [
  `insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
   select 1, id, 1, project_id, first_seen from groups where id % 4 = 1`,
  `insert into group_seens (organization_id, group_id, user_id, project_id, last_seen)
   select 1, g.id, 1, g.project_id, c.last_seen from groups g
   join group_counters c on c.organization_id = 1 and c.group_id = g.id where g.id % 4 = 1`,
  `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
   select 1, id, 1, project_id, true, 'BOOKMARK', first_seen from groups where id % 4 = 1
   on conflict (organization_id, group_id, user_id) do update set is_active = true`,
  `insert into group_shares (organization_id, group_id, project_id, uuid, user_id, date_added)
   select 1, id, project_id, md5('share ' || id), 1, first_seen from groups where id % 4 = 1`,
];

/** Of another fourth, events of the past week: in twelve hours, and in every hour of each sixteenth of them. */
const HOURLY_COUNTS = `
  insert into group_hourly_counts (organization_id, group_id, hour, events)
  select 1, g.id, date_trunc('hour', now(), 'UTC') - interval '1 hour' * h.hour, 1 + (g.id + h.hour) % 17
  from groups g cross join generate_series(1, 168) h (hour)
  where g.id % 4 = 0 and (g.id % 64 = 0 or h.hour % 14 = 5)`;

/** Twenty releases in every project; each issue was met in two of them. */
const RELEASES = `
  insert into releases (organization_id, id, version, package, semver_key, date_added, date_released)
  select 1, place, version, 'shop', semver_key, timestamptz '2025-01-01Z' + interval '10 days' * place, null
  from unnest($1::text[], $2::text[]) with ordinality r (version, semver_key, place)`;
const RELEASE_ROWS = [
  `select setval(pg_get_serial_sequence('releases', 'id'), 1000)`,
  `insert into release_projects (organization_id, project_id, release_id)
   select 1, p.id, r.id from projects p, releases r`,
  `insert into group_releases (organization_id, group_id, release_id, project_id, first_seen, last_seen)
   select 1, g.id, 1 + (g.id + n) % 20, g.project_id, g.first_seen, g.first_seen
   from groups g cross join generate_series(0, 1) n`,
];

/** What the cases of this bench need besides the issues. */
export async function insertAttributeRows(client: Client): Promise<void> {
  for (const text of [...MARKS, HOURLY_COUNTS]) await client.query(text);
  await client.query(RELEASES, [VERSIONS, VERSIONS.map((version) => parseVersion(version)?.key)]);
  for (const text of RELEASE_ROWS) await client.query(text);
  await client.query(
    `with made as (
       insert into commits (organization_id, repository, key, message, date_added)
       values (1, $1, $2, 'the end of it', timestamptz '2025-12-01Z') returning id
     )
     insert into release_commits (organization_id, release_id, commit_id) select 1, 20, id from made`,
    [COMMIT.repository, COMMIT.commit],
  );
}
