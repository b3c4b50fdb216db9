import { statement, type Executor } from '../../statement';

/** Lets searches find issues by their texts: after issues were made, or have other texts. */
export async function writeGroupTexts(
  tx: Executor,
  groups: readonly { readonly organizationId: string; readonly id: string }[],
): Promise<void> {
  await tx.rows(
    statement(
      'write-group-texts',
      `insert into group_texts (organization_id, group_id, text)
       select g.organization_id, g.id, concat_ws(E'\\n', g.title, g.culprit, g.message)
       from unnest($1::bigint[], $2::bigint[]) as named (organization_id, id)
       join groups g on g.organization_id = named.organization_id and g.id = named.id
       order by g.organization_id, g.id
       on conflict (organization_id, group_id) do update set text = excluded.text
         where group_texts.text <> excluded.text`,
      [groups.map(({ organizationId }) => organizationId), groups.map(({ id }) => id)],
    ),
  );
}
