import type { JudgedEvent } from '../ingest-events/judge-event';

/** The events of a request, all of one project. */
export interface Parcel {
  readonly projectId: string;
  readonly events: readonly JudgedEvent[];
  /** What it counts for where events are counted. */
  readonly size: number;
}

/** A larger event counts for as many as would fill that, so that one number bounds both locks and memory. */
const CHARACTERS_OF_AN_EVENT = 40_000;

/** Puts the events of a request together. */
export function parcel(events: readonly JudgedEvent[]): Parcel {
  const sizes = events.map(({ payload }) => Math.max(1, Math.ceil(payload.length / CHARACTERS_OF_AN_EVENT)));
  return { projectId: events[0]?.projectId ?? '', events, size: sizes.reduce((sum, size) => sum + size, 0) };
}

type Halves = readonly [readonly Parcel[], readonly Parcel[]];

/** Null where there is only one. */
export function halvesOf(parcels: readonly Parcel[]): Halves | null {
  if (parcels.length < 2) return null;
  const middle = Math.ceil(parcels.length / 2);
  return [parcels.slice(0, middle), parcels.slice(middle)];
}

/** Those of each project; null where all are of one. */
export function byProject(parcels: readonly Parcel[]): readonly (readonly Parcel[])[] | null {
  const projects = new Map<string, Parcel[]>();
  for (const one of parcels) {
    const others = projects.get(one.projectId);
    if (others === undefined) projects.set(one.projectId, [one]);
    else others.push(one);
  }
  return projects.size < 2 ? null : [...projects.values()];
}
