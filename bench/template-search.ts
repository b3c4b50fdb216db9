import type { Client } from 'pg';

/** A number for each issue and purpose that has nothing to do with those that made the issue, or with each other. */
const CHANCES = `cross join lateral (
    select array_agg(hashint8extended(g.id, purpose) & 2147483647 order by purpose) as chance from generate_series(1, 8) purpose
  ) c`;

const SEARCH_ROWS: readonly string[] = [
  'drop index group_texts_text_index',
  `insert into group_texts (organization_id, group_id, text)
      select 1, id, concat_ws(E'\\n', title, culprit, message) from groups`,
  'create index group_texts_text_index on group_texts using gin (text gin_trgm_ops)',
  `insert into group_tag_values (organization_id, group_id, key, value)
      select 1, g.id, tag.key, tag.value from groups g ${CHANCES}
      cross join lateral (values
        ('browser', (array['Firefox 130', 'Chrome 120', 'Safari 17', 'Edge 120'])[1 + chance[1] % 4]),
        ('environment', (array['production', 'production', 'production', 'staging', 'dev'])[1 + chance[2] % 5]),
        ('server_name', format('web-%s', chance[3] % 2000)),
        ('url', format('https://example.com/%s/%s', chance[4] % 50, md5((chance[5] % 50000)::text))),
        ('user', format('id:%s', chance[6] % 200000)),
        ('customer', case when chance[7] % 5000 = 0 then 'acme' when chance[7] % 3 = 0 then 'small' end)) tag (key, value)
      where tag.value is not null
      order by g.id`,
  `insert into releases (organization_id, id, version, package, semver_key, date_added)
      select 1, n, format('app@1.%s.0', n), 'app', lpad(n::text, 8, '0'), timestamptz '2025-01-01 00:00:00Z' + interval '1 day' * n
      from generate_series(1, 200) n`,
  `insert into release_projects (organization_id, project_id, release_id)
      select 1, p.id, r.id from projects p cross join releases r`,
  `insert into group_releases (organization_id, group_id, release_id, project_id, first_seen, last_seen)
      select 1, g.id, release, g.project_id, g.first_seen, g.first_seen from groups g ${CHANCES}
      cross join lateral (select distinct unnest(array[1 + chance[1] % 200, 1 + chance[2] % 200]) as release) r`,
  `insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
      select 1, g.id, 1 + chance[3] % 50, g.project_id, g.first_seen from groups g ${CHANCES} where chance[4] % 100 = 0`,
];

/**
 * What searches look into, beside the issues: texts, five tags of ordinary and of large variety and a rare one, 200
 * releases of which each issue met two, and bookmarks of every hundredth issue. The index of texts is built at the end,
 * as fast as it can be.
 */
export async function insertSearchRows(client: Client): Promise<void> {
  for (const text of SEARCH_ROWS) await client.query(text);
}
