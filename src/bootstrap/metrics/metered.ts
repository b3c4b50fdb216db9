import { performance } from 'node:perf_hooks';

type Observe = (result: string, seconds: number) => void;
type Work<Args extends readonly unknown[], Answer> = (...args: Args) => Promise<Answer>;

/** The same work, of which is told how long it took and how it ended: `done`, `failed`, or what `resultOf` says of its answer. */
export function metered<Args extends readonly unknown[], Answer>(
  work: Work<Args, Answer>,
  observe: Observe,
  resultOf: (answer: Answer) => string = () => 'done',
): Work<Args, Answer> {
  return async (...args) => {
    const start = performance.now();
    let result = 'failed';
    try {
      const answer = await work(...args);
      result = resultOf(answer);
      return answer;
    } finally {
      observe(result, (performance.now() - start) / 1000);
    }
  };
}
