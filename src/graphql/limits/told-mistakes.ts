/** Mistakes of a document, or of its variables, that are told at once; looking for more is work for nobody. */
export const TOLD_MISTAKES = 20;
