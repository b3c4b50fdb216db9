import { lockOrganization } from '../../read/lock-organization';
import { statement, type Executor } from '../../statement';

export interface NewOrganization {
  readonly slug: string;
  readonly name: string;
  readonly openMembership: boolean;
}

export interface EnsuredOrganization {
  readonly id: string;
  /** False where the slug was taken: the organization is left as it is. */
  readonly created: boolean;
}

/**
 * The organization of this slug, made where there is none, and locked until the transaction ends, so that set-ups of
 * one organization come one after the other. The lock lets others refer to the organization meanwhile. A set-up that
 * also makes users makes them before, so that no two wait for each other.
 */
export async function ensureOrganization(tx: Executor, organization: NewOrganization): Promise<EnsuredOrganization> {
  const { slug, name, openMembership } = organization;
  const inserted = await tx.rows<{ id: string }>(
    statement(
      'insert-organization',
      `insert into organizations (slug, name, open_membership) values ($1, $2, $3)
       on conflict (slug) do nothing returning id`,
      [slug, name, openMembership],
    ),
  );
  return { id: await lockOrganization(tx, slug), created: inserted.length > 0 };
}
