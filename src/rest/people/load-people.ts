import type { TenantKey } from '../../domain/tenant-key';
import type { RestRequest } from '../rest-request';
import { presentUser } from './user.presenter';

/** Somebody whom an answer names; one of the ids is set where there is somebody. */
export interface Assignee {
  readonly organizationId: string;
  readonly assignedUserId: string | null;
  readonly assignedTeamId: string | null;
}

/** The people and teams that an answer names. */
export interface People {
  user(id: string | null): object | null;
  assignee(assignee: Assignee): object | null;
}

/** Reads them once, however many issues name them. */
export async function loadPeople(
  { application }: RestRequest,
  named: { readonly userIds: readonly (string | null)[]; readonly assignees: readonly Assignee[] },
): Promise<People> {
  const userIds = [...named.userIds, ...named.assignees.map(({ assignedUserId }) => assignedUserId)];
  const teamKeys = named.assignees.flatMap(({ organizationId, assignedTeamId: id }): TenantKey[] =>
    id === null ? [] : [{ organizationId, id }],
  );
  const [users, teams] = await Promise.all([
    present(unique(userIds), (ids) => application.readPeople.users(ids)),
    present(teamKeys, (keys) => application.readPeople.teams(keys)),
  ]);
  return {
    user: (id) => (id === null ? null : nullable(users.get(id), presentUser)),
    assignee: ({ assignedUserId, assignedTeamId }) => {
      if (assignedTeamId !== null) {
        return nullable(teams.get(assignedTeamId), ({ id, name, slug }) => ({ type: 'team', id, name, slug }));
      }
      return nullable(users.get(assignedUserId ?? ''), ({ id, name, email }) => ({ type: 'user', id, name, email }));
    },
  };
}

/** The texts that are there, each once. */
export function unique(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

async function present<Key, Row extends { readonly id: string }>(
  keys: readonly Key[],
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<string, Row>> {
  if (keys.length === 0) return new Map();
  return new Map((await read(keys)).map((row) => [row.id, row]));
}

function nullable<T>(value: T | undefined, shown: (value: T) => object): object | null {
  return value === undefined ? null : shown(value);
}
