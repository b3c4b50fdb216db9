/** A measured number as people read it. */
export function measured(value: number | undefined): string | undefined {
  return value === undefined ? undefined : value.toFixed(value < 100 ? 1 : 0);
}

export function ratio(value: number | undefined, to: number | undefined): string | undefined {
  return value === undefined || to === undefined ? undefined : (value / to).toFixed(2);
}
