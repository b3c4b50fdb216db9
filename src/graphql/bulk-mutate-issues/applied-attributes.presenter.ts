import type { OperationView } from '../../application/read-operations/read-operations.handler';
import type { AppliedAttributes } from '../../domain/bulk/applied-attributes';
import { StatusDetailsType } from '../issue/status-details.type';
import { AppliedAttributesType } from './applied-attributes.type';

/** What the operation has stored of what it applied; null: nothing was selected. */
export function presentAppliedAttributes({ organizationId, applied }: OperationView): AppliedAttributesType | null {
  if (applied === null) return null;
  const { statusDetails, assignedTo, ...attributes } = applied as unknown as AppliedAttributes;
  return Object.assign(new AppliedAttributesType(), {
    ...attributes,
    organizationId,
    statusDetails: statusDetails && presentDetails(statusDetails, organizationId),
    assignedUserId: assignedTo?.type === 'user' ? assignedTo.id : null,
    assignedTeamId: assignedTo?.type === 'team' ? assignedTo.id : null,
  });
}

/** Stored as JSON, in which a moment is a text. */
function presentDetails(stored: Readonly<Record<string, unknown>>, organizationId: string): StatusDetailsType {
  const { ignoreUntil, inCommit, ...details } = stored;
  const until = typeof ignoreUntil === 'string' ? new Date(ignoreUntil) : null;
  return Object.assign(new StatusDetailsType(), details, {
    organizationId,
    ignoreUntil: until,
    commitId: inCommit === undefined ? null : (inCommit as { readonly id: string }).id,
  });
}
