import type { Caller } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { organizationsWith, permissionDenied } from '../../domain/permission';
import { problem } from '../../domain/problem';
import { revokeApiToken } from '../../persistence/compile/set-up/revoke-api-token';
import { findApiToken, type ApiTokenRow } from '../../persistence/read/find-api-token';
import type { Executor } from '../../persistence/statement';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** Ends the life of a token at once. */
export class RevokeApiToken {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** The token that calls and those of its user need no scope, all others of the organization org:admin. A repeat is no error. */
  async execute(caller: Caller, id: string): Promise<SetUpOutcome<string>> {
    const isAdmin = organizationsWith(caller, ['org:admin']).length > 0;
    return setUp(this.dependencies, async (tx) => {
      const token = isIdentifier(id) ? await find(tx, caller, id) : null;
      // Whoever lacks org:admin learns of no other id whether it is a token's.
      if (!isAdmin && (token === null || !isOwn(token, caller))) return refused(permissionDenied(['org:admin']));
      if (token === null) return refused(UNKNOWN);
      await revokeApiToken(tx, token.id, this.dependencies.clock());
      return done(token.id);
    });
  }
}

function find(tx: Executor, { organizations, installation }: Caller, id: string): Promise<ApiTokenRow | null> {
  return findApiToken(tx, id, {
    organizationIds: organizations.map(({ organizationId }) => organizationId),
    installation,
  });
}

function isOwn({ id, userId }: ApiTokenRow, { tokenId, user }: Caller): boolean {
  return id === tokenId || (user !== null && userId === user.id);
}

const UNKNOWN = problem('NOT_FOUND', { field: ['id'], message: 'There is no such token.' });
