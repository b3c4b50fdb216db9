import { byProject, halvesOf, parcel, type Parcel } from '../../../../src/application/accept-events/parcel';
import { judgeEvent, type JudgedEvent } from '../../../../src/application/ingest-events/judge-event';
import { incomingEvent } from '../../../support/build/event';

const NOW = new Date('2026-03-01T10:30:00Z');

function judged(projectId: string, length = 1): JudgedEvent {
  return judgeEvent(incomingEvent({ id: projectId, organizationId: '1' }, { message: 'x'.repeat(length) }), NOW);
}

it.each([
  { of: 'one small event', lengths: [1], size: 1 },
  { of: 'three small events', lengths: [1, 1, 1], size: 3 },
  { of: 'a large event', lengths: [100_000], size: 3 },
  { of: 'large and small ones', lengths: [50_000, 1], size: 3 },
])('$of counts for $size', ({ lengths, size }) => {
  expect(parcel(lengths.map((length) => judged('1', length))).size).toBe(size);
});

const projects = (halves: readonly (readonly Parcel[])[] | null) =>
  halves?.map((half) => half.map(({ events }) => events[0]?.projectId).join('')) ?? null;
const parcels = (ids: string): readonly Parcel[] => [...ids].map((id) => parcel([judged(id)]));

it.each([
  { of: '1', halves: null },
  { of: '12', halves: ['1', '2'] },
  { of: '12345', halves: ['123', '45'] },
])('halves of $of', ({ of, halves }) => {
  expect(projects(halvesOf(parcels(of)))).toEqual(halves);
});

it.each([
  { of: '1', parts: null },
  { of: '111', parts: null },
  { of: '1121', parts: ['111', '2'] },
  { of: '312321', parts: ['33', '11', '22'] },
])('by project, of $of', ({ of, parts }) => {
  expect(projects(byProject(parcels(of)))).toEqual(parts);
});
