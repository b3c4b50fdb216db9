/** How long an operation may take whose end nobody comes to note. */
const LONGEST_MS = 24 * 60 * 60 * 1_000;

/**
 * From when on a sweep may take up deletions that a part of an operation begins. Only its end says when they are due; the
 * job that it asks for (`queue-deletions`) brings them forward.
 */
export function sweptFrom(now: Date, { undoWindowSeconds }: { readonly undoWindowSeconds: number }): Date {
  return new Date(now.getTime() + LONGEST_MS + undoWindowSeconds * 1_000);
}
