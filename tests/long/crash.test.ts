import { KILL_POINTS, KilledServer, oneEffect, WRITTEN_TABLES } from '../support/killed-server';
import { useTestDatabase } from '../support/test-database';

const ISSUES = 10_000;
const server = KilledServer.use(useTestDatabase());

test.each(KILL_POINTS)(
  'A2 I1 10,000 issues: a server killed $point leaves all or nothing, and the retry has one effect',
  async (killPoint) => {
    const counts = { requested: ISSUES, changed: ISSUES };
    const { effects, ...call } = await server.call(ISSUES, killPoint);
    expect(call).toEqual({
      ...{ reached: 'reached', heard: 'lost' },
      written: killPoint.committed ? WRITTEN_TABLES : [],
      writtenByRetry: killPoint.committed ? [] : WRITTEN_TABLES,
      answer: {
        data: {
          bulkMutateIssues: {
            operation: { id: expect.any(String) as string, state: 'COMPLETED', counts },
            userErrors: [],
          },
        },
      },
    });
    expect(effects).toEqual(oneEffect(ISSUES));
  },
);
