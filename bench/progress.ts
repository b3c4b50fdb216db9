/** Tells people what goes on; stdout is for the result. */
export function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}
