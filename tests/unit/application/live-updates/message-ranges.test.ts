import { MessageRanges } from '../../../../src/application/live-updates/message-ranges';

const range = (firstId: number, lastId: number) => ({ firstId: BigInt(firstId), lastId: BigInt(lastId) });

test('ranges are taken once, in order, and joined where they meet', () => {
  const ranges = new MessageRanges();
  for (const [first, last] of [
    [20, 25],
    [1, 3],
    [4, 8],
    [6, 7],
    [24, 30],
    [10, 10],
  ] as const) {
    ranges.add(range(first, last));
  }
  expect(ranges.take()).toEqual([range(1, 8), range(10, 10), range(20, 30)]);
  expect(ranges.take()).toEqual([]);
});

test('however many are added, few are kept, and none of their ids is lost', () => {
  const ranges = new MessageRanges();
  for (let id = 1; id <= 10_000; id += 2) ranges.add(range(id, id));
  const taken = ranges.take();
  expect(taken.length).toBeLessThanOrEqual(1_000);
  for (let id = 1n; id <= 9_999n; id += 2n) {
    expect(taken.some(({ firstId, lastId }) => firstId <= id && id <= lastId)).toBe(true);
  }
});
