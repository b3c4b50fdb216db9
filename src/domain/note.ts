import { problem, type Problem } from './problem';
import { isStorable } from './storable-text';

/** Characters of a note. */
export const MAX_NOTE_LENGTH = 65_536;

/** What speaks against the text of a note; null: nothing. */
export function checkNote(text: string): Problem | null {
  const isNote = text.trim() !== '' && text.length <= MAX_NOTE_LENGTH && isStorable(text);
  if (isNote) return null;
  return problem('INVALID_INPUT', {
    field: ['text'],
    message: `A note has 1 to ${MAX_NOTE_LENGTH} characters, not only spaces, and no NUL.`,
    details: { limit: MAX_NOTE_LENGTH },
  });
}
