/** What all writes of one call have in common. */
export interface WriteContext {
  readonly organizationId: string;
  /** null: a change that is no bulk operation. */
  readonly operationId: string | null;
  /** null: a token without a user. */
  readonly actorId: string | null;
  readonly now: Date;
}
