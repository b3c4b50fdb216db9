import type { MergeBatch } from '../../read/find-merges';
import { statement, type Statement } from '../../statement';

/** What the issues have to do with commits, releases and fingerprints goes to the parent; whose rows win. */
export function moveMergedRelations({ organizationId, childIds, targetId }: MergeBatch): readonly Statement[] {
  const values = [organizationId, childIds, targetId];
  return [
    statement('move-merged-links', LINKS, values),
    statement('move-merged-releases', RELEASES, values),
    statement('move-merged-hashes', HASHES, values),
  ];
}

/** The values of tags: events write them after the counters, and so does a merge. */
export function moveMergedTagValues({ organizationId, childIds, targetId }: MergeBatch): Statement {
  return statement('move-merged-tag-values', TAG_VALUES, [organizationId, childIds, targetId]);
}

const LINKS = `
  with gone as (
    delete from group_links where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_links (organization_id, group_id, linked_type, linked_id, project_id, relationship, date_added)
  select distinct on (linked_type, linked_id) $1, $3::bigint, linked_type, linked_id, project_id, relationship, date_added
  from gone order by linked_type, linked_id, date_added, group_id
  on conflict (organization_id, group_id, linked_type, linked_id) do nothing`;

/** In the order of keys, in which events write them too. */
const RELEASES = `
  with gone as (
    delete from group_releases where organization_id = $1 and group_id = any($2::bigint[]) returning *
  )
  insert into group_releases (organization_id, group_id, release_id, project_id, first_seen, last_seen)
  select $1, $3::bigint, release_id, min(project_id), min(first_seen), max(last_seen) from gone
  group by release_id order by release_id
  on conflict (organization_id, group_id, release_id) do update
    set first_seen = least(group_releases.first_seen, excluded.first_seen),
      last_seen = greatest(group_releases.last_seen, excluded.last_seen)`;

const TAG_VALUES = `
  with gone as (
    delete from group_tag_values where organization_id = $1 and group_id = any($2::bigint[]) returning key, value
  )
  insert into group_tag_values (organization_id, group_id, key, value)
  select distinct $1::bigint, $3::bigint, key, value from gone order by key, value
  on conflict (organization_id, group_id, key, value) do nothing`;

/** Those that went at once are with the parent already; an import may have brought one since. */
const HASHES = `
  update group_hashes set group_id = $3 where organization_id = $1 and group_id = any($2::bigint[])`;
