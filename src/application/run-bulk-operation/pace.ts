/** How long one transaction should take: others wait for its issues, and a cancellation for its end. */
const TARGET_MS = 250;
const FIRST = 1_000;
const FEWEST = 25;
const MOST = 5_000;

/** How many issues the next transaction takes, by how long the last ones took. */
export class Pace {
  private next: number;

  /** With fewer from the start where transactions have failed already, perhaps because they took too long. */
  constructor(failures = 0) {
    this.next = within(FIRST / 4 ** failures);
  }

  get issues(): number {
    return this.next;
  }

  /** Half the way to what would have taken the time, and at most twice as many as before. */
  took(issues: number, milliseconds: number): void {
    const ideal = issues * (TARGET_MS / Math.max(milliseconds, 1));
    this.next = within(Math.min((this.next + ideal) / 2, this.next * 2));
  }

  /** Others held some of the issues: with fewer, it waits for fewer. false: there cannot be fewer. */
  wasBusy(): boolean {
    if (this.next === FEWEST) return false;
    this.next = within(this.next / 2);
    return true;
  }
}

function within(issues: number): number {
  return Math.round(Math.min(Math.max(issues, FEWEST), MOST));
}
