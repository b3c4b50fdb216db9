import type { StateRow } from '../attributes/strategy';
import type { SliceName } from '../state/difference';
import type { Image } from './image';

/** How a status is meant, and whether it is shown as it is stored, stands in rows of its own. */
const MEANING: readonly StateRow[] = ['resolution', 'snooze'];

/** What the return of a slice looks at, compares or writes. */
const ROWS: Record<SliceName, readonly StateRow[]> = {
  status: MEANING,
  priority: [],
  assignee: ['assignee'],
  inbox: ['inbox'],
  // Whether one that comes back has run out depends on the counts.
  snooze: [...MEANING, 'counts'],
  openPeriod: ['openPeriod'],
  subscription: ['subscription'],
  bookmark: ['bookmark'],
  seen: ['seen', 'counts'],
  share: ['share'],
  merge: ['merge'],
  // The smallest issues are deleted first, also when they are to be deleted again.
  deletion: ['deletion', 'counts'],
  forecast: ['forecast'],
  resolution: MEANING,
  commitLink: MEANING,
};

/** The rows that an undo must know to put the images back. */
export function rowsOfImages(images: readonly Pick<Image, 'slices'>[]): ReadonlySet<StateRow> {
  const slices = new Set(images.flatMap((image) => image.slices));
  return new Set([...slices].flatMap((slice) => ROWS[slice]));
}
