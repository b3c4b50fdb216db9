import type { OutcomeView } from '../../application/read-operations/read-operations.handler';
import { PROBLEM_SENTENCES } from '../../domain/problem';
import { IssueOutcomeType } from './issue-outcome.type';

export function presentIssueOutcome(outcome: OutcomeView, organizationId: string): IssueOutcomeType {
  const { issueId, status, code } = outcome;
  const message = code && PROBLEM_SENTENCES[code];
  const changes = outcome.changes.map(({ attribute, before, after }) => ({ attribute, before, after }));
  return Object.assign(new IssueOutcomeType(), { organizationId, issueId, status, code, message, changes });
}
