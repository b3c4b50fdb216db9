import type { JudgedEvent } from '../ingest-events/judge-event';

/** The events of a request. */
export interface Parcel {
  readonly events: readonly JudgedEvent[];
  /** What it counts for where events are counted. */
  readonly size: number;
}

/** A larger event counts for as many as would fill that, so that one number bounds both locks and memory. */
const CHARACTERS_OF_AN_EVENT = 40_000;

/** Puts the events of a request together. */
export function parcel(events: readonly JudgedEvent[]): Parcel {
  const sizes = events.map(({ payload }) => Math.max(1, Math.ceil(payload.length / CHARACTERS_OF_AN_EVENT)));
  return { events, size: sizes.reduce((sum, size) => sum + size, 0) };
}

type Halves = readonly [readonly Parcel[], readonly Parcel[]];

/** Null where there is only one. */
export function halvesOf(parcels: readonly Parcel[]): Halves | null {
  if (parcels.length < 2) return null;
  const middle = Math.ceil(parcels.length / 2);
  return [parcels.slice(0, middle), parcels.slice(middle)];
}

/** Never with events of one project in both; null where all are of one. The order within a half is kept. */
export function halvesByProject(parcels: readonly Parcel[]): Halves | null {
  const projects = [...new Set(parcels.map(projectOf))];
  if (projects.length < 2) return null;
  const first = new Set(projects.slice(0, Math.ceil(projects.length / 2)));
  const isFirst = (one: Parcel): boolean => first.has(projectOf(one));
  return [parcels.filter(isFirst), parcels.filter((one) => !isFirst(one))];
}

/** A request is of one project. */
function projectOf({ events }: Parcel): string | undefined {
  return events[0]?.projectId;
}
