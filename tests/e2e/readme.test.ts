import { runReadme, type ReadmeRun } from '../support/readme-run';

const LIMIT = 480_000;

interface Answer {
  readonly data: { readonly bulkMutateIssues: { readonly operation: { readonly counts: object }; userErrors: [] } };
}

let run: ReadmeRun;
beforeAll(async () => {
  run = await runReadme(LIMIT - 20_000);
}, LIMIT);

test('every command of the README runs, and the last one ends what was started', () => {
  expect(run.output).not.toMatch(/command not found|No such file/);
  expect({ status: run.status, blocksThatRan: run.blocks.length, end: run.output.slice(-2_000) }).toEqual({
    status: 0,
    blocksThatRan: run.expectedBlocks,
    end: expect.any(String) as string,
  });
  expect(run.portIsFree).toBe(true);
});

test('the demonstration tells its story to the end', () => {
  const [demo = ''] = run.blocks;
  expect(demo).toMatch(/That took [\d.]+ s\./);
});

test('its documents are answered without errors, and the second call finds nothing left to do', () => {
  const answers = run.blocks.flatMap(answersIn);
  expect(answers.flatMap((answer) => ('errors' in answer ? [answer] : []))).toEqual([]);
  expect(answers.map(({ data }) => [data.bulkMutateIssues.operation.counts, data.bulkMutateIssues.userErrors])).toEqual(
    [
      [{ requested: 2, changed: 2, unchanged: 0 }, []],
      [{ requested: 2, changed: 2, unchanged: 0 }, []],
      [{ requested: 0, changed: 0, unchanged: 0 }, []],
    ],
  );
});

/** The answers of the API that a block printed, each an object that begins and ends at the start of a line. */
function answersIn(output: string): readonly Answer[] {
  return [...output.matchAll(/^\{\n[\s\S]*?^\}$/gm)].map(([json]) => JSON.parse(json) as Answer);
}
