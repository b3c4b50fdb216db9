/** Reads the organization that was queued with a job; throws where it names none. */
export function readOrganizationPayload(payload: unknown): string {
  const { organizationId } = (payload ?? {}) as Partial<Record<string, unknown>>;
  if (typeof organizationId === 'string') return organizationId;
  throw new Error('The job names no organization.');
}
