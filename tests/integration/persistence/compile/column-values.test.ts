import { columnValue, columnValues } from '../../../../src/persistence/compile/column-values';
import { statement } from '../../../../src/persistence/statement';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const MOMENT = '2030-01-01T00:00:00.000Z';

type Values = Parameters<typeof columnValues>[0];

/** What three rows get. */
async function valuesOf(type: string, travelling: Values): Promise<unknown[]> {
  const value = columnValue(`$2::${type}[]`, 'n.own', `'${type === 'text' ? 'kept' : MOMENT}'::${type}`);
  const { text, values } = statement(
    `column-values-test-${type}`,
    `select ${value} as value from unnest($1::bigint[], $2::${type}[]) n (id, own) order by n.id`,
    [['1', '2', '3'], travelling],
  );
  const rows = await database.query<{ value: unknown }>(text, [...values]);
  return rows.map((row) => row.value);
}

it.each<{ name: string; values: Values; travelling: number }>([
  { name: 'the same for all rows', values: ['a', 'a', 'a'], travelling: 1 },
  { name: 'null for all rows', values: [null, null, null], travelling: 1 },
  { name: 'null for one row', values: ['a', null, 'a'], travelling: 3 },
  { name: 'null for the first row', values: [null, 'b', 'b'], travelling: 3 },
  { name: 'another for each row', values: ['a', 'b', 'NULL'], travelling: 3 },
])('gives each row its value: $name', async ({ values, travelling }) => {
  expect(columnValues(values)).toHaveLength(travelling);
  expect(await valuesOf('text', columnValues(values))).toEqual(values);
});

it('takes equal moments for one', async () => {
  const moments = [new Date(MOMENT), new Date(MOMENT), new Date(MOMENT)];
  expect(columnValues(moments)).toHaveLength(1);
  expect(await valuesOf('timestamptz', columnValues(moments))).toEqual(moments);
  const different = [...moments.slice(1), new Date(0)];
  expect(await valuesOf('timestamptz', columnValues(different))).toEqual(different);
});

it('leaves a column alone of which nothing travels', async () => {
  expect(await valuesOf('text', [])).toEqual(['kept', 'kept', 'kept']);
});
