import { MicroBatches } from '../../../../src/application/micro-batches/micro-batches';

/** Work that ends when the test says so. */
class HeldWork {
  readonly begun: (readonly number[])[] = [];
  private readonly ends: ((error?: Error) => void)[] = [];

  readonly run = (items: readonly number[]): Promise<readonly string[]> => {
    this.begun.push(items);
    return new Promise((resolve, reject) => {
      this.ends.push((error) => (error === undefined ? resolve(items.map(String)) : reject(error)));
    });
  };

  end(batch: number, error?: Error): void {
    this.ends[batch]?.(error);
  }
}

/** Twice round, as what a settled batch sets off comes behind what the test asked for first. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

let work: HeldWork;
function batches({ concurrency = 1, maxSize = 100 } = {}): MicroBatches<number, string> {
  work = new HeldWork();
  return new MicroBatches(work.run, { concurrency, maxSize, sizeOf: (item) => item });
}

it('what comes in one turn goes together, and each hears of itself', async () => {
  const all = batches();
  const answers = Promise.all([1, 2, 3].map((item) => all.add(item)));
  await turn();
  expect(work.begun).toEqual([[1, 2, 3]]);
  work.end(0);
  expect(await answers).toEqual(['1', '2', '3']);
});

it('what comes while work is going on gathers, and goes together afterwards', async () => {
  const all = batches();
  const first = all.add(1);
  await turn();
  const later = [all.add(2)];
  await turn();
  later.push(all.add(3));
  await turn();
  expect(work.begun).toEqual([[1]]);
  work.end(0);
  expect(await first).toBe('1');
  await turn();
  expect(work.begun).toEqual([[1], [2, 3]]);
  work.end(1);
  expect(await Promise.all(later)).toEqual(['2', '3']);
});

it('no more batches than allowed run at the same time', async () => {
  const all = batches({ concurrency: 2 });
  const answers: Promise<string>[] = [];
  for (const item of [1, 2, 3, 4]) {
    answers.push(all.add(item));
    await turn();
  }
  expect(work.begun).toEqual([[1], [2]]);
  work.end(1);
  await turn();
  expect(work.begun).toEqual([[1], [2], [3, 4]]);
  work.end(0);
  work.end(2);
  expect(await Promise.all(answers)).toEqual(['1', '2', '3', '4']);
});

it.each([
  { items: [1, 2, 3, 4, 5], expected: [[1, 2, 3], [4], [5]] },
  { items: [6, 6, 1], expected: [[6], [6], [1]] },
  { items: [7, 1, 9], expected: [[7], [1], [9]] },
  { items: [2, 9, 1], expected: [[2], [9], [1]] },
])('a batch is no larger than 6, unless one item is: $items', async ({ items, expected }) => {
  const all = batches({ maxSize: 6 });
  const answers = Promise.all(items.map((item) => all.add(item)));
  for (const index of expected.keys()) {
    await turn();
    work.end(index);
    await turn();
  }
  expect(await answers).toEqual(items.map(String));
  expect(work.begun).toEqual(expected);
});

it('where work fails all of its items do, and the next are not touched', async () => {
  const all = batches();
  const failing = Promise.allSettled([all.add(1), all.add(2)]);
  await turn();
  const next = all.add(3);
  work.end(0, new Error('no'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await turn();
  work.end(1);
  expect(await next).toBe('3');
});

it('who sends little does not wait behind who sends much', async () => {
  const held = new HeldWork();
  const all = new MicroBatches(held.run, {
    ...{ concurrency: 1, maxSize: 4, sizeOf: () => 1 },
    ownerOf: (item: number) => (item < 100 ? 'much' : 'little'),
  });
  const answers = Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((item) => all.add(item)));
  await turn();
  const others = Promise.all([100, 101].map((item) => all.add(item)));
  for (const batch of [0, 1, 2]) {
    await turn();
    held.end(batch);
    await turn();
  }
  await Promise.all([answers, others]);
  expect(held.begun).toEqual([
    [1, 2, 3, 4],
    [5, 100, 6, 101],
    [7, 8, 9],
  ]);
});
