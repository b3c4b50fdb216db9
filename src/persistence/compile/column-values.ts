type Value = string | number | boolean | Date | null;

/** A column of many rows as it travels: one value where all rows have the same, else one a row. */
export function columnValues(values: readonly Value[]): readonly Value[] {
  const [first = null] = values;
  return values.every((value) => isSame(value, first)) ? values.slice(0, 1) : values;
}

/**
 * The SQL of such a column's value in the current row, where `own` is what `unnest` made of the parameter: of 10,000
 * issues, resolved, the rows' own columns took 54 ms to write with six arrays and 40 without. The planner reads the
 * parameter, so that nothing is chosen row by row. Where a column may stay as it is, nothing travels, and `kept` is left.
 */
export function columnValue(parameter: string, own: string, kept = own): string {
  return `case cardinality(${parameter}) when 0 then ${kept} when 1 then (${parameter})[1] else ${own} end`;
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a instanceof Date && b instanceof Date && Number(a) === Number(b));
}
