import type { Client } from 'pg';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly 'Parent Relationship'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The parts of a node that say which of its rows count. */
const CONDITIONS = [
  'Index Cond',
  'Recheck Cond',
  'Filter',
  'Hash Cond',
  'Merge Cond',
  'Join Filter',
  'One-Time Filter',
];

/** A statement as it is prepared. */
export interface Text {
  readonly label: string;
  readonly text: string;
}

/**
 * The tables that PostgreSQL would read for the statement without a condition on organization_id, be it a value or the
 * organization of a row that is joined: the planner sees every join and every where, however they are written.
 */
export async function unconfinedScans(
  client: Client,
  { label, text }: Text,
  tenantTables: ReadonlySet<string>,
): Promise<string[]> {
  await client.query(`prepare tenant_check as ${text}`);
  try {
    const { rows } = await client.query<{ n: number }>(
      `select cardinality(parameter_types) as n from pg_prepared_statements where name = 'tenant_check'`,
    );
    const values = Array.from({ length: rows[0]?.n ?? 0 }, () => 'null').join(', ');
    const explained = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (verbose, costs off, format json) execute tenant_check${values === '' ? '' : ` (${values})`}`,
    );
    const plan = explained.rows[0]?.['QUERY PLAN'][0].Plan;
    return plan === undefined
      ? []
      : scansOf(plan, [])
          .filter(isUnconfined)
          .map((scan) => `${label}: ${nameOf(scan)}`);
  } finally {
    await client.query('deallocate tenant_check');
  }

  function isUnconfined({ node, conditions }: Scan): boolean {
    if (!tenantTables.has(node['Relation Name'] ?? '')) return false;
    const alias = (node.Alias ?? '').replace(/_\d+$/, '');
    const own = new RegExp(`\\b${alias}(_\\d+)?\\.organization_id\\b`);
    return !conditions.some((condition) => own.test(condition));
  }
}

interface Scan {
  readonly node: PlanNode;
  /** Its own, and those of the joins above it. */
  readonly conditions: readonly string[];
}

function scansOf(node: PlanNode, above: readonly string[]): Scan[] {
  const isScan = node['Relation Name'] !== undefined && node['Node Type'] !== 'ModifyTable';
  const [subplans, inputs] = [childrenOf(node, true), childrenOf(node, false)];
  const inSubplans = subplans.flatMap((child) => scansOf(child, []));
  const conditions = [...above, ...conditionsOf(node)];
  // What a bitmap is made of belongs to its scan.
  if (isScan) return [{ node, conditions: [...conditions, ...inputs.flatMap(allConditions)] }, ...inSubplans];
  // A loop asks its inner side with values of the outer one, so that the condition of the join stands there.
  const beside = (child: PlanNode): string[] =>
    node['Node Type'] === 'Nested Loop' ? inputs.filter((other) => other !== child).flatMap(allConditions) : [];
  return [...inputs.flatMap((child) => scansOf(child, [...conditions, ...beside(child)])), ...inSubplans];
}

/** The parts of a plan that a condition or a column asks, or those whose rows the node gets. */
function childrenOf({ Plans = [] }: PlanNode, ofExpressions: boolean): readonly PlanNode[] {
  return Plans.filter((child) => /^(SubPlan|InitPlan)$/.test(child['Parent Relationship'] ?? '') === ofExpressions);
}

function allConditions(node: PlanNode): string[] {
  return [...conditionsOf(node), ...childrenOf(node, false).flatMap(allConditions)];
}

function conditionsOf(node: PlanNode): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    CONDITIONS.includes(key) && typeof value === 'string' ? [value] : [],
  );
}

function nameOf({ node }: Scan): string {
  return `${node['Relation Name'] ?? ''} ${node.Alias ?? ''}`;
}
