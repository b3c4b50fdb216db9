/** Why a query is refused, and where: a 0-based offset in UTF-16 units. */
export interface SearchProblem {
  readonly kind: 'problem';
  readonly message: string;
  readonly position: number;
}

/** A problem at an offset of the query. */
export function searchProblem(message: string, position: number): SearchProblem {
  return { kind: 'problem', message, position };
}
