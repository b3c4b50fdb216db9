import {
  buildReleaseArena,
  buildReleaseIssues,
  type ReleaseArena,
} from '../../../support/releases/build-release-arena';
import { EXPECTED, FORMS, type Form } from '../../../support/releases/expected-resolutions';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation, type BulkCall } from '../../../support/use-bulk-mutation';

/** All forms of resolving × kinds of projects × present states, against a small table of rules. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);

let arena: ReleaseArena;
beforeAll(async () => {
  arena = await buildReleaseArena(database);
});

interface Stored {
  readonly status: string;
  readonly resolution: string | null;
  readonly links: string | null;
  readonly said: readonly string[];
  readonly histories: readonly string[];
}

/** `-` is null, `''` empty. */
const STORED = `
  select g.id, g.status,
    concat_ws(' ', n.type, n.status, coalesce(r.version, '-'), coalesce(n.current_release_version, '-'),
      coalesce(n.future_release_version, '-')) as resolution,
    n.id is not null as "isInRelease",
    (select string_agg(c.key, ',') from group_links l join commits c on c.id = l.linked_id
     where l.group_id = g.id and l.linked_type = 'COMMIT' and l.relationship = 'RESOLVES') as links,
    array(select concat_ws(' ', a.type, coalesce(nullif(a.data->>'version', ''), case when a.data ? 'version' then '''''' else '-' end),
        coalesce(a.data->>'current_release_version', '-'),
        case when a.ident is distinct from (case when n.id is not null then n.id::text end) then 'ident?' end,
        case when n.id is not null and n.id <> a.id then 'id?' end)
      from activities a where a.group_id = g.id order by a.id) as said,
    array(select h.status from group_histories h where h.group_id = g.id order by h.id) as histories
  from groups g
  left join group_resolutions n on n.group_id = g.id
  left join releases r on r.id = n.release_id
  where g.id = any($1::bigint[])`;

async function stored(ids: readonly string[]): Promise<ReadonlyMap<string, Stored>> {
  const rows = await database.query<Stored & { id: string; isInRelease: boolean }>(STORED, [ids]);
  return new Map(
    rows.map(({ id, isInRelease, resolution, ...row }) => [
      id,
      { ...row, resolution: isInRelease ? resolution : null },
    ]),
  );
}

function callOf(ids: readonly string[], form: Form): BulkCall {
  const details = FORMS[form];
  const input: BulkCall['input'] =
    details === null ? { status: 'RESOLVED_IN_NEXT_RELEASE' } : { status: 'RESOLVED', statusDetails: details };
  return { ids, input, options: { errorPolicy: 'SKIP_INVALID' } };
}

const STALE = 'IN_FUTURE_RELEASE PENDING - stale p@8.0.0';

test.each(Object.keys(FORMS) as Form[])('T1, T2, T7: %s', async (form) => {
  const issues = await buildReleaseIssues(database, arena);
  const call = callOf(
    issues.map(({ id }) => id),
    form,
  );
  const link = form.startsWith('commit ') ? form.slice('commit '.length) : null;
  const first = await bulk.call(arena.token, call);
  const after = await stored(call.ids ?? []);

  const actual = issues.map(({ id, kind, state }, index) => {
    const { status, code } = first.outcomes[index] ?? {};
    return { kind, state, outcome: code ?? status, ...after.get(id) };
  });
  expect(actual).toEqual(
    issues.map(({ kind, state }) => {
      const cell = EXPECTED[form][kind];
      const isResolved = state === 'resolved' || state === 'otherwise';
      const isOld = state === 'otherwise' || state === 'left over';
      const before = {
        status: isResolved ? 'RESOLVED' : state === 'archived' ? 'IGNORED' : 'UNRESOLVED',
        resolution: isOld ? STALE : null,
        ...{ links: null, said: [], histories: [] },
      };
      if (typeof cell === 'string') return { kind, state, outcome: cell, ...before };
      const [resolution, said] = cell;
      // A form that means no more than RESOLVED takes nothing away from a resolved issue.
      if (isResolved && resolution === null && link === null) return { kind, state, outcome: 'UNCHANGED', ...before };
      const [type = ''] = said.split(' ');
      const histories = [type === 'SET_RESOLVED' ? 'RESOLVED' : type];
      return { kind, state, outcome: 'CHANGED', status: 'RESOLVED', resolution, links: link, said: [said], histories };
    }),
  );

  const again = await bulk.call(arena.token, call);
  expect(again.outcomes.map(({ status }) => status)).toEqual(
    first.outcomes.map(({ status }) => (status === 'INVALID' ? 'INVALID' : 'UNCHANGED')),
  );
  expect(await stored(call.ids ?? [])).toEqual(after);
});
