import type { TenantKey } from '../../domain/tenant-key';
import type { GraphQLContext } from '../context';
import { presentIssue } from './issue.presenter';
import type { IssueType } from './issue.type';

/** The issue of that key; null where the caller does not see it. */
export async function loadIssue({ loaders }: GraphQLContext, key: TenantKey): Promise<IssueType | null> {
  const issue = await loaders.issues.load(key);
  return issue && presentIssue(issue);
}

/** The items with their issues, without those whose issue has gone since they were found. */
export async function withIssues<Item extends TenantKey>(
  context: GraphQLContext,
  items: readonly Item[],
): Promise<{ readonly item: Item; readonly issue: IssueType }[]> {
  const issues = await Promise.all(items.map((item) => loadIssue(context, item)));
  return items.flatMap((item, index) => {
    const issue = issues[index];
    return issue ? [{ item, issue }] : [];
  });
}
