import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What searches look into. The text of an issue is kept beside its row, so that the trigram index of it costs a
 * mutation nothing: no update of `groups` ever comes by.
 */
export class Search1795000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table group_texts (
        organization_id bigint not null,
        group_id bigint not null,
        text text not null,
        constraint group_texts_pkey primary key (organization_id, group_id)
      );
      -- How rare a text is, is estimated by looking for it in a sample. With 300 texts in it, one that a thousandth
      -- of the issues has was thought to be common, and walked for: 1,340 ms among 1,000,000 issues, and 200 with 1,000.
      alter table group_texts alter column text set statistics 1000;
      insert into group_texts (organization_id, group_id, text)
        select organization_id, id, concat_ws(E'\\n', title, culprit, message) from groups;

      -- The values that the tags of an issue's events have had, each once. Compared byte by byte, so that the index
      -- serves a beginning as well.
      create table group_tag_values (
        organization_id bigint not null,
        group_id bigint not null,
        key text collate "C" not null,
        value text collate "C" not null,
        constraint group_tag_values_pkey primary key (organization_id, group_id, key, value)
      );
      create index group_tag_values_value_index on group_tag_values (organization_id, key, value, group_id);
      insert into group_tag_values (organization_id, group_id, key, value)
        select organization_id, group_id, key, value
        from (
          select *, row_number() over (partition by organization_id, group_id, key order by value) as of_key,
            row_number() over (partition by organization_id, group_id order by key, value) as of_issue
          from (
            select distinct e.organization_id, e.group_id, t.key, t.value
            from events e cross join jsonb_each_text(e.tags) t
            where t.key not in ('level', 'release')
          ) met
        ) numbered
        where of_key <= 100 and of_issue <= 1000;

      -- Trusted: whoever may create in the database may have it. Without it text is searched row by row.
      do $$
      begin
        if exists (select from pg_available_extensions where name = 'pg_trgm')
          and (exists (select from pg_extension where extname = 'pg_trgm')
            or has_database_privilege(current_database(), 'CREATE')) then
          create extension if not exists pg_trgm;
        end if;
      end $$;
    `);
  }

  /** The extension stays: others may have come to use it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table group_tag_values, group_texts');
  }
}
