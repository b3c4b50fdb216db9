import { EnvironmentError, readEnvironment } from '../../../src/config/environment';

describe('MUSTER_GRAPHIQL', () => {
  const cases: readonly (readonly [Record<string, string>, boolean])[] = [
    [{}, true],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', MUSTER_GRAPHIQL: 'on' }, true],
    [{ MUSTER_GRAPHIQL: 'off' }, false],
    [{ NODE_ENV: 'production', MUSTER_GRAPHIQL: ' ' }, false],
  ];
  it.each(cases)('%j', (variables, graphiql) => {
    expect(readEnvironment(variables).graphiql).toBe(graphiql);
  });

  it('is named where it is neither on nor off', () => {
    const read = (): unknown => readEnvironment({ MUSTER_GRAPHIQL: 'true' });
    expect(read).toThrow(new EnvironmentError('MUSTER_GRAPHIQL is "true"; it must be on or off.'));
  });
});
