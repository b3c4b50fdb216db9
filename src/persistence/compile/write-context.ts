/** What all writes of one call have in common. */
export interface WriteContext {
  readonly organizationId: string;
  /** null: a change that is no bulk operation. */
  readonly operationId: string | null;
  /** null: a token without a user. */
  readonly actorId: string | null;
  readonly now: Date;
  /** Whose marks the states hold. Absent: the actor's; an undo writes those of whoever made the call. */
  readonly viewerId?: string | null;
  /** Until when what waits for jobs (a merge, a deletion) can be undone: they must not begin earlier. Absent: at once. */
  readonly undoUntil?: Date;
}

/** The user whose marks are written; null: nobody's. */
export function viewerOf({ actorId, viewerId }: WriteContext): string | null {
  return viewerId === undefined ? actorId : viewerId;
}
