import { readInput } from '../../domain/attributes/read-input';
import { ISSUE_DELETERS, ISSUE_WRITERS } from '../../domain/permission';
import type { BulkCommand } from './bulk-mutate-issues.command';
import type { BulkRequest } from './read-call';

const DELETION = { valid: true, changes: { delete: true } } as const;

/** What a command asks of each issue, and the scopes for it: a discard and a deletion need event:admin. */
export function bulkRequest(kind: BulkRequest['kind'], command: BulkCommand): BulkRequest {
  const { input } = command;
  if (kind === 'DELETE' || input === undefined) return { kind, command, input: DELETION, scopes: ISSUE_DELETERS };
  const scopes = input.discard === true ? ISSUE_DELETERS : ISSUE_WRITERS;
  return { kind, command, input: readInput(input), scopes };
}
