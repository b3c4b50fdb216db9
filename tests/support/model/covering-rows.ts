/** Values of every property; a covering row has one of each. */
type Domains = Readonly<Record<string, readonly unknown[]>>;
export type CoveringRow<D extends Domains> = { readonly [K in keyof D]: D[K][number] };

const CANDIDATES = 20;

/** Rows in which every pair of values of two properties occurs: the same ones each time, built greedily. */
export function coverPairs<const D extends Domains>(domains: D): readonly CoveringRow<D>[] {
  const keys = Object.keys(domains);
  const open = new Set<string>();
  const next = randomNumbers();
  keys.forEach((left, index) => {
    for (const right of keys.slice(index + 1)) {
      for (const a of indexes(domains, left))
        for (const b of indexes(domains, right)) open.add(pair([left, a], [right, b]));
    }
  });
  const rows: CoveringRow<D>[] = [];
  while (open.size > 0) {
    const candidates = Array.from({ length: CANDIDATES }, () => candidate(domains, { open, next }));
    const best = candidates.reduce((left, right) => (gain(right, open) > gain(left, open) ? right : left));
    for (const covered of pairsOf(best)) open.delete(covered);
    rows.push(Object.fromEntries(keys.map((key) => [key, domains[key]?.[best[key] ?? 0]])) as CoveringRow<D>);
  }
  return rows;
}

type Choice = Readonly<Record<string, number>>;

/** A random row that holds at least one pair which is still open. */
function candidate(domains: Domains, { open, next }: { open: ReadonlySet<string>; next: () => number }): Choice {
  const row: Record<string, number> = {};
  for (const [key, values] of Object.entries(domains)) row[key] = Math.floor(next() * values.length);
  const [wanted = ''] = open;
  for (const part of wanted.split('|')) {
    const [key = '', value] = part.split('=');
    row[key] = Number(value);
  }
  return row;
}

function gain(row: Choice, open: ReadonlySet<string>): number {
  return pairsOf(row).filter((covered) => open.has(covered)).length;
}

function pairsOf(row: Choice): string[] {
  const entries = Object.entries(row);
  return entries.flatMap((left, index) => entries.slice(index + 1).map((right) => pair(left, right)));
}

function pair([left, a]: readonly [string, number], [right, b]: readonly [string, number]): string {
  return `${left}=${a}|${right}=${b}`;
}

function indexes(domains: Domains, key: string): number[] {
  return [...(domains[key] ?? []).keys()];
}

/** A linear congruential generator, so that a failure can be repeated. */
function randomNumbers(seed = 20_260_101): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
