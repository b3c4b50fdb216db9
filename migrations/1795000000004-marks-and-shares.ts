import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a user has marked on an issue, who may see it without an account, and when a project's quiet issues resolve. */
export class MarksAndShares1795000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table group_bookmarks (
        organization_id bigint not null,
        group_id bigint not null,
        user_id bigint not null,
        project_id bigint not null,
        date_added timestamptz(3) not null,
        constraint group_bookmarks_pkey primary key (organization_id, group_id, user_id)
      );

      create table group_seens (
        organization_id bigint not null,
        group_id bigint not null,
        user_id bigint not null,
        project_id bigint not null,
        last_seen timestamptz(3) not null,
        constraint group_seens_pkey primary key (organization_id, group_id, user_id)
      ) with (fillfactor = 80);

      -- Whoever knows the uuid may look, so it is looked up without an organization.
      create table group_shares (
        organization_id bigint not null,
        group_id bigint not null,
        project_id bigint not null,
        uuid text not null,
        user_id bigint,
        date_added timestamptz(3) not null,
        constraint group_shares_pkey primary key (organization_id, group_id),
        constraint group_shares_uuid_key unique (uuid)
      );

      -- Hours without an event after which an issue counts as resolved.
      alter table projects add column resolve_age integer,
        add constraint projects_resolve_age_check check (resolve_age > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table projects drop column resolve_age;
      drop table group_shares, group_seens, group_bookmarks
    `);
  }
}
