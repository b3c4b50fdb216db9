import type { Problem } from '../../domain/problem';
import type { GraphQLContext } from '../context';

/** What else spoke against the operation is kept in the details in the same shape. */
type NamesIssues = Pick<Problem, 'code' | 'field' | 'issueIds'>;

/** Why an operation failed, as the caller may know it: of the issues that it has met, it names those that the caller sees, and counts all. */
export async function asSeen({ loaders }: GraphQLContext, organizationId: string, problem: Problem): Promise<Problem> {
  const others = (problem.details?.['others'] ?? []) as readonly NamesIssues[];
  const ids = [problem, ...others].filter(hasMet).flatMap(({ issueIds }) => issueIds);
  const found = await loaders.visibleIssues.loadMany(ids.map((id) => ({ organizationId, id })));
  const visible = new Set(found.flatMap((key) => (key === null || key instanceof Error ? [] : [key.id])));
  const seen = <Named extends NamesIssues>(named: Named): Named =>
    hasMet(named) ? { ...named, issueIds: named.issueIds.filter((id) => visible.has(id)) } : named;
  const details = others.length === 0 ? problem.details : { ...problem.details, others: others.map(seen) };
  return { ...seen(problem), details };
}

/** Whether the issues are there; ids that were named and not selected tell nothing of themselves. */
function hasMet({ code, field }: NamesIssues): boolean {
  return code !== 'INVALID_INPUT' || field?.[1] !== 'expectedVersions';
}
