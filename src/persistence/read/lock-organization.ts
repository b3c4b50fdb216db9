import { statement, type Executor } from '../statement';

/** The organization's id, locked so that set-ups of one organization come one after the other; others may refer to it meanwhile. */
export async function lockOrganization(tx: Executor, slug: string): Promise<string> {
  const [locked] = await tx.rows<{ id: string }>(
    statement('lock-organization', 'select id from organizations where slug = $1 for no key update', [slug]),
  );
  if (locked === undefined) throw new Error(`The organization ${slug} vanished while it was set up.`);
  return locked.id;
}
