/** The operation whose work a job carries on. */
export interface OperationPayload {
  readonly organizationId: string;
  readonly operationId: string;
}

/** Reads what was queued with the job; throws where it names no operation. */
export function readOperationPayload(payload: unknown): OperationPayload {
  const { organizationId, operationId } = (payload ?? {}) as Partial<Record<string, unknown>>;
  if (typeof organizationId === 'string' && typeof operationId === 'string') return { organizationId, operationId };
  throw new Error('The job names no operation.');
}
