/** What speaks against a line of an import file. */
export interface LineProblem {
  /** From 1 on; null: the file as a whole. */
  readonly line: number | null;
  /** As in `snooze.count` or `seenBy[2].user`; null: the line as a whole. */
  readonly field: string | null;
  readonly message: string;
}

/** So many problems are told at once. */
export const MAX_LINE_PROBLEMS = 20;

/** The problem as people read it. */
export function sentenceOfProblem({ line, field, message }: LineProblem): string {
  const place = [line === null ? [] : [`line ${line}`], field === null ? [] : [field]].flat().join(', ');
  return place === '' ? message : `${place}: ${message}`;
}
