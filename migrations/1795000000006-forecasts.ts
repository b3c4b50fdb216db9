import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often issues that are archived until they escalate may be seen before they do. */
export class Forecasts1795000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Events an hour: one number for each day, the first for the day that begins with "date_added".
      create table group_forecasts (
        organization_id bigint not null,
        group_id bigint not null,
        project_id bigint not null,
        thresholds bigint[] not null,
        date_added timestamptz(3) not null,
        constraint group_forecasts_pkey primary key (organization_id, group_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table group_forecasts`);
  }
}
