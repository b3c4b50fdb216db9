import { EventQueue } from '../../../../src/application/live-updates/event-queue';

async function all(queue: EventQueue<number>): Promise<number[]> {
  const taken: number[] = [];
  for await (const value of queue) taken.push(value);
  return taken;
}

test('what was pushed before the end is taken in order, what comes after it is not', async () => {
  const queue = new EventQueue<number>();
  const taking = all(queue);
  queue.push(1);
  queue.push(2);
  queue.finish();
  queue.push(3);
  expect(await taking).toEqual([1, 2]);
});

test('whoever waits is let go by the end, and its reason is asked for once', async () => {
  let ends = 0;
  const queue = new EventQueue<number>(() => (ends += 1));
  const waiting = queue.next();
  await queue.return();
  await queue.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(ends).toBe(1);
});

test('an error comes after what was told before it, and then it is over', async () => {
  const queue = new EventQueue<number>();
  queue.push(1);
  queue.fail(new Error('no more'));
  expect(await queue.next()).toEqual({ done: false, value: 1 });
  await expect(queue.next()).rejects.toThrow('no more');
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

test('only the latest waits of what replaces one another', async () => {
  const queue = new EventQueue<number>();
  for (const value of [1, 2, 3]) queue.replace(value);
  queue.finish();
  expect(await all(queue)).toEqual([3]);
});
