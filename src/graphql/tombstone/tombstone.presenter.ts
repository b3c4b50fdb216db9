import type { TombstoneView } from '../../application/tombstones/read-tombstones.handler';
import { TombstoneType } from './tombstone.type';

/** A GraphQL Int has 32 bits. */
const LARGEST_INT = 2_147_483_647;

export function presentTombstone({ previousGroupId, droppedEvents, ...tombstone }: TombstoneView): TombstoneType {
  return Object.assign(new TombstoneType(), tombstone, {
    previousIssueId: previousGroupId,
    droppedEvents: Math.min(droppedEvents, LARGEST_INT),
  });
}
