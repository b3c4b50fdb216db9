/** Preloaded into a process: each SIGUSR2 sets its clock by another difference to the true one, as a broken time server would. */
const DIFFERENCES_MS = [-1_800_000, -3_600_000, -600_000, 0];

const TrueDate = Date;
let jumps = 0;
let difference = 0;

class JumpingDate extends TrueDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(TrueDate.now() + difference);
    else super(...(given as [number]));
  }

  static override now(): number {
    return TrueDate.now() + difference;
  }
}

globalThis.Date = JumpingDate as DateConstructor;
process.on('SIGUSR2', () => {
  difference = DIFFERENCES_MS[jumps % DIFFERENCES_MS.length] ?? 0;
  jumps += 1;
});
