import type { ApolloClient } from '@apollo/client';
import { ResolveIssues, type IssuesQuery, type ResolveIssuesMutation } from './documents.generated';

type Issue = IssuesQuery['issues']['nodes'][number];

/**
 * Resolves the issues in one call. The lists that show them change twice without asking the server for them: at once, as
 * if it had answered already, and when it has, to what it says. Where it refuses they go back to what they were.
 */
export async function resolveIssues(
  client: ApolloClient,
  issues: readonly Issue[],
): Promise<ResolveIssuesMutation['bulkMutateIssues']> {
  const { data } = await client.mutate({
    mutation: ResolveIssues,
    variables: { ids: issues.map(({ id }) => id) },
    optimisticResponse: {
      bulkMutateIssues: {
        operation: null,
        issues: issues.map((issue) => ({ ...issue, status: 'RESOLVED' as const })),
        userErrors: [],
      },
    },
  });
  if (data === undefined) throw new Error('The server gave no answer.');
  return data.bulkMutateIssues;
}
