/** What the work answered, and the milliseconds that it took. */
export async function time<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const since = performance.now();
  const value = await work();
  return { value, ms: performance.now() - since };
}
