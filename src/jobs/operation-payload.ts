/** The operation whose work a job carries on. */
export interface OperationPayload {
  readonly organizationId: string;
  readonly operationId: string;
}

/** The same for one of several jobs that work on one operation. */
export interface OperationSlotPayload extends OperationPayload {
  readonly slot: number;
}

/** Reads which of them it is, the first one where it is not said. */
export function readOperationSlotPayload(payload: unknown): OperationSlotPayload {
  const { slot } = (payload ?? {}) as Partial<Record<string, unknown>>;
  return { ...readOperationPayload(payload), slot: typeof slot === 'number' ? slot : 0 };
}

/** Reads what was queued with the job; throws where it names no operation. */
export function readOperationPayload(payload: unknown): OperationPayload {
  const { organizationId, operationId } = (payload ?? {}) as Partial<Record<string, unknown>>;
  if (typeof organizationId === 'string' && typeof operationId === 'string') return { organizationId, operationId };
  throw new Error('The job names no operation.');
}
