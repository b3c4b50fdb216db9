import type { AccessRow, Answer } from './access-table';
import {
  CALLERS,
  effectiveScopes,
  isUserRole,
  PLACES,
  SCOPE_SETS,
  type CallerKind,
  type Cell,
  type PlaceKind,
} from './who-and-where';

/** Every cell of a row: who with which scopes in which place. Nobody has no scopes. */
export function cellsOf(row: AccessRow): readonly Cell[] {
  const places = PLACES.filter((place) => place === 'VISIBLE' || place in row.beyond);
  return (row.callers ?? CALLERS).flatMap((caller) =>
    SCOPE_SETS.filter((scopes) => caller !== 'NOBODY' || scopes === 'none').flatMap((scopes) =>
      places.map((place) => ({ caller, scopes, place })),
    ),
  );
}

/** What the table says that a cell answers. */
export function expectedAnswer(row: AccessRow, { caller, scopes, place }: Cell): Answer {
  if (row.for === 'ANYBODY') return 'OK';
  if (caller === 'NOBODY') return 'UNAUTHENTICATED';
  if (row.for === 'INSTALLATION' && caller !== 'INSTALLATION') return 'PERMISSION_DENIED';
  const has = effectiveScopes(caller, scopes);
  const suffices = (needs: AccessRow['needs']): boolean =>
    needs.every((any) => any.some((scope) => has.includes(scope)));
  if (!suffices(row.needs)) return 'PERMISSION_DENIED';
  if (row.for === 'USER' && !isUserRole(caller)) return 'ACTOR_REQUIRED';
  const beyond = seen(caller, place) ? undefined : row.beyond[place];
  if (beyond !== undefined) return beyond;
  return suffices(row.needsThere ?? []) ? 'OK' : 'PERMISSION_DENIED';
}

/** Members see the projects of their teams, the organization's token its projects, the installation's everything. */
function seen(caller: CallerKind, place: PlaceKind): place is 'VISIBLE' {
  return place === 'VISIBLE' || caller === 'INSTALLATION' || (caller === 'ORGANIZATION' && place === 'INVISIBLE');
}
