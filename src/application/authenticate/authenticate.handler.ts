import type { Caller } from '../../domain/access';
import { findTokenAccess } from '../../persistence/read/find-token-access';
import { listOrganizationsWithProjects } from '../../persistence/read/list-organizations-with-projects';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { apiTokenHash } from './api-token';
import { callerOf } from './caller-of';
import type { TokenUses } from './token-uses';

/** What authentication needs; the clock decides which tokens have expired. */
export interface AuthenticateDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  /** Hears which tokens have opened something. */
  readonly uses?: TokenUses;
}

/** Turns a token into the caller it stands for: one statement, a second one for installation tokens. */
export class Authenticate {
  constructor(private readonly dependencies: AuthenticateDependencies) {}

  /** Null where the token is malformed, unknown, expired, revoked, or of somebody who left: which of them is never told. */
  async execute(token: string): Promise<Caller | null> {
    const callers = await this.executeAll(new Set([token]));
    return callers.get(token) ?? null;
  }

  /** The callers by token, without those tokens that stand for nobody. */
  async executeAll(tokens: ReadonlySet<string>): Promise<ReadonlyMap<string, Caller>> {
    const { unitOfWork, clock, uses } = this.dependencies;
    const given = [...tokens].flatMap((token) => {
      const hash = apiTokenHash(token);
      return hash === null ? [] : [{ token, hash }];
    });
    if (given.length === 0) return new Map();
    const rows = await findTokenAccess(
      unitOfWork.reader,
      given.map(({ hash }) => hash),
      clock(),
    );
    uses?.note(rows.map(({ tokenId }) => tokenId));
    const reachesAll = rows.some(({ organizationId }) => organizationId === null);
    const all = reachesAll ? await listOrganizationsWithProjects(unitOfWork.reader) : [];
    const byHash = new Map(rows.map((row) => [row.tokenHash, row]));
    return new Map(
      given.flatMap(({ token, hash }) => {
        const row = byHash.get(hash.toString('hex'));
        return row === undefined ? [] : [[token, callerOf(row, all)] as const];
      }),
    );
  }
}
