import { HeardMessages } from '../../../../src/application/live-updates/heard-messages';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);

test('reads again from where the ids were two minutes before, less a thousand', () => {
  const heard = new HeardMessages();
  for (let second = 0; second <= 600; second += 15) heard.hear(BigInt(10_000 + second * 100), at(second));
  expect(heard.firstToRead(at(600))).toBe(10_000n + 480n * 100n - 1_000n);
  expect(heard.firstToRead(at(500))).toBe(10_000n + 375n * 100n - 1_000n);
});

test('reads again from the beginning of what it has heard, where that is not long ago', () => {
  const heard = new HeardMessages();
  heard.hear(5_000n, at(0));
  heard.hear(9_000n, at(30));
  expect(heard.firstToRead(at(40))).toBe(4_000n);
  expect(new HeardMessages().firstToRead(at(40))).toBe(0n);
});

test('after a long silence the last id heard still says where the ids were', () => {
  const heard = new HeardMessages();
  heard.hear(5_000n, at(0));
  heard.hear(9_000n, at(3_600));
  expect(heard.firstToRead(at(3_601))).toBe(4_000n);
  heard.hear(9_500n, at(7_200));
  expect(heard.firstToRead(at(7_201))).toBe(8_000n);
});
