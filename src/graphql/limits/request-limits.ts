/** How much one GraphQL request may ask for. */
export interface RequestLimits {
  /** Tokens of a document: names, values and punctuation. */
  readonly documentTokens: number;
  /** Levels of fields in one another, fragments included; introspection does not count. */
  readonly depth: number;
  /** Fields of an operation under another name than their own, fragments included. */
  readonly aliases: number;
  /** Directives of an operation, fragments included. */
  readonly directives: number;
  /** Bulk mutations in one operation. */
  readonly bulkFields: number;
  /** What an operation may cost; see operationCost. */
  readonly cost: number;
  /** Values in all lists of the variables together. */
  readonly listValues: number;
}
