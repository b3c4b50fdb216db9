import type { OperationKey } from '../../domain/bulk-operation';
import { resolveAgesOf } from '../compile/search-condition';
import type { SearchScope } from '../compile/search-scope';
import { shownStatus } from '../compile/shown-status';
import { SqlParameters } from '../compile/sql-parameters';
import { statement, variedStatement, type Executor } from '../statement';
import { GROUP_COLUMNS, type LockedGroup } from './lock-groups';

/** A set that is frozen, and what decides how its issues are shown. */
export interface FrozenSet {
  readonly operation: OperationKey;
  readonly scope: Pick<SearchScope, 'projectIds' | 'now' | 'resolveAges'>;
}

/** Issues of a set that are alike in everything for which an attribute may refuse them. */
export interface SetKind {
  readonly projectId: string;
  readonly category: string;
  /** As stored. */
  readonly status: string;
  readonly shownStatus: string;
  /** One of them. */
  readonly exampleId: string;
}

const FROZEN_ISSUES = `bulk_operation_pages p
  cross join lateral rows from (unnest(p.group_ids), unnest(p.ordinals)) with ordinality
    as w (group_id, given_ordinal, position)
  join groups g on g.organization_id = p.organization_id and g.id = w.group_id`;

/** The kinds of issues that a frozen set holds; there are few, however many issues. */
export function readSetKinds(tx: Executor, set: FrozenSet): Promise<SetKind[]> {
  const { parameters, isOfSet, kind } = compile(set);
  const text = `select g.project_id as "projectId", g.category, g.status, ${kind} as "shownStatus", min(g.id) as "exampleId"
    from ${FROZEN_ISSUES} where ${isOfSet} group by 1, 2, 3, 4 order by min(g.id)`;
  return tx.rows<SetKind>(variedStatement('read-set-kinds', text, parameters.values));
}

/** What the caller knew of the issues; a code for each kind that is refused. */
export interface OffencesToFind extends FrozenSet {
  readonly unchangedSince: Date | null;
  readonly versions: readonly { readonly id: string; readonly version: number }[];
  readonly refused: readonly (SetKind & { readonly code: string })[];
}

/** Issues that offend for one reason. */
export interface OffenceRow {
  /** null: they have changed since the caller knew them. */
  readonly code: string | null;
  readonly issueCount: number;
  /** The first of them, in the order of the set. */
  readonly issueIds: readonly string[];
}

/** Issues that a problem names. */
const NAMED = 100;

/** The issues of a frozen set that have changed since the caller knew them, or that are of a kind that is refused. */
export function findOffences(tx: Executor, set: OffencesToFind): Promise<OffenceRow[]> {
  const { parameters, isOfSet, kind } = compile(set);
  const { refused, versions } = set;
  const add = (values: readonly unknown[], type: string): string => `${parameters.add(values)}::${type}[]`;
  const codes = add(
    refused.map((one) => one.code),
    'text',
  );
  const kinds = add(
    refused.map(({ projectId, category, status, shownStatus: shown }) => [projectId, category, status, shown].join()),
    'text',
  );
  const known = `unnest(${add(
    versions.map(({ id }) => id),
    'bigint',
  )}, ${add(
    versions.map(({ version }) => version),
    'integer',
  )})`;
  const text = `with judged as (
      select g.id, coalesce(w.given_ordinal, p.first_ordinal + w.position - 1) as ordinal,
        (g.changed_at > ${parameters.add(set.unchangedSince)}::timestamptz or g.version <> v.version) is true as has_changed,
        (${codes})[array_position(${kinds}, concat_ws(',', g.project_id, g.category, g.status, ${kind}))] as code
      from ${FROZEN_ISSUES} left join ${known} as v (id, version) on v.id = g.id
      where ${isOfSet} and g.status not in ('PENDING_MERGE', 'REPROCESSING')
    ), numbered as (
      select id, case when has_changed then null else code end as code,
        row_number() over (partition by case when has_changed then null else code end order by ordinal) as position
      from judged where has_changed or code is not null
    )
    select code, count(*)::integer as "issueCount",
      array_agg(id::text order by position) filter (where position <= ${NAMED}) as "issueIds"
    from numbered group by code order by code nulls first`;
  return tx.rows<OffenceRow>(variedStatement('find-offences', text, parameters.values));
}

interface Compiled {
  readonly parameters: SqlParameters;
  readonly isOfSet: string;
  readonly kind: string;
}

function compile({ operation, scope }: FrozenSet): Compiled {
  const parameters = new SqlParameters();
  const organization = parameters.add(operation.organizationId);
  const isOfSet = `p.organization_id = ${organization} and p.operation_id = ${parameters.add(operation.operationId)}`;
  const now = parameters.add(scope.now);
  const resolveAges = resolveAgesOf(scope, parameters);
  const { status } = shownStatus({ now: () => now, resolveAges });
  const moving = resolveAges === null ? `('IGNORED')` : `('IGNORED', 'UNRESOLVED')`;
  return { parameters, isOfSet, kind: `case when g.status in ${moving} then ${shownAlone(status)} else g.status end` };
}

/**
 * A sub-select, so that only issues which may be shown as something else pay for it: to look up the counters and the
 * snooze of each of a set's issues took twice as long as all the rest.
 */
function shownAlone(status: string): string {
  return `(select ${status} from (select) as one
    left join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
    left join group_snoozes s on s.organization_id = g.organization_id and s.group_id = g.id)`;
}

/** Ids of the list that are not in the frozen set of the operation. */
export async function findStrangers(
  tx: Executor,
  { organizationId, operationId }: OperationKey,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'find-strangers',
      `select n.id::text as id from unnest($3::bigint[]) n (id)
       where not exists (
         select from bulk_operation_pages p cross join lateral unnest(p.group_ids) as w (group_id)
         where p.organization_id = $1 and p.operation_id = $2 and w.group_id = n.id)`,
      [organizationId, operationId, ids],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

/** The issues' own rows as they are now, without a lock. */
export function readGroupsToJudge(
  tx: Executor,
  { organizationId, ids }: { readonly organizationId: string; readonly ids: readonly string[] },
): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'read-groups-to-judge',
      `select ${GROUP_COLUMNS} from groups where organization_id = $1 and id = any($2::bigint[]) order by id`,
      [organizationId, ids],
    ),
  );
}

/** Those of the ids that exist for the caller; without a lock. */
export async function findVisibleGroups(
  tx: Executor,
  query: { readonly organizationId: string; readonly projectIds: readonly string[]; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; projectId: string }>(
    statement(
      'find-visible-groups',
      `select id, project_id as "projectId" from groups
       where organization_id = $1 and id = any($2::bigint[]) and project_id = any($3::bigint[])
         and status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')`,
      [query.organizationId, query.ids, query.projectIds],
    ),
  );
  return new Map(rows.map(({ id, projectId }) => [id, projectId]));
}
