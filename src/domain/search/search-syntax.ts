/** A value as written: the text between its wildcards, so that one part means no wildcard; the position is its offset. */
export interface RawValue {
  readonly parts: readonly string[];
  readonly position: number;
}

/** How a number or a date is compared. */
export type Comparison = '>' | '>=' | '<' | '<=';

/** `key:value`, `key:>value` or `key:[value, value]`. */
export interface RawTerm {
  readonly kind: 'term';
  readonly key: string;
  readonly position: number;
  readonly comparison: Comparison | null;
  readonly list: boolean;
  readonly values: readonly [RawValue, ...RawValue[]];
}

/** A word or a quoted phrase. */
export interface RawText {
  readonly kind: 'text';
  readonly position: number;
  readonly value: RawValue;
}

/** What the grammar makes of a query, before anybody asks whether its terms exist. */
export type RawExpression =
  | RawTerm
  | RawText
  | { readonly kind: 'and' | 'or'; readonly operands: readonly RawExpression[] }
  | { readonly kind: 'not'; readonly operand: RawExpression };
