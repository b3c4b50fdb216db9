import type { Caller } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { ISSUE_DELETERS, organizationsWith, permissionDenied } from '../../domain/permission';
import { problem } from '../../domain/problem';
import { deleteTombstones, freeBuriedHashes } from '../../persistence/compile/delete-tombstones';
import { lockTombstone } from '../../persistence/read/read-tombstones';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';

/** Undoes a discard whose issue is gone: its fingerprints make issues again. */
export class DeleteTombstone {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Answers the id. Needs event:admin; NOT_FOUND where the caller does not see the tombstone's project. */
  execute(caller: Caller, id: string): Promise<SetUpOutcome<string>> {
    return setUp(this.dependencies, async (tx) => {
      const organizations = organizationsWith(caller, ISSUE_DELETERS);
      if (organizations.length === 0) return refused(permissionDenied(ISSUE_DELETERS));
      const tombstone = isIdentifier(id) ? await lockTombstone(tx, organizations, id) : null;
      if (tombstone === null) return refused(UNKNOWN);
      const keys = { organizationId: tombstone.organizationId, ids: [tombstone.id] };
      await tx.count(freeBuriedHashes(keys));
      await tx.count(deleteTombstones(keys));
      return done(tombstone.id);
    });
  }
}

const UNKNOWN = problem('NOT_FOUND', { field: ['id'], message: 'There is no such tombstone.' });
