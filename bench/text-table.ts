/** Aligned columns, numbers to the right; what is absent is a dash. */
export function textTable(header: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  const all = [header, ...rows].map((row) => row.map((cell) => cell ?? '-'));
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const [first = [], ...rest] = all;
  return [line(first), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line)].join('\n');
}
