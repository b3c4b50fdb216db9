import { isAboutStatement, refusesData } from '../../persistence/sql-state';
import { BusyError } from '../../persistence/unit-of-work';
import { againIfUnknown } from './again-if-unknown';
import type { IncomingEvent } from '../ingest-events/incoming-event';
import type { IngestEvents } from '../ingest-events/ingest-events.handler';
import { MicroBatches } from '../micro-batches/micro-batches';
import { byProject, halvesOf, parcel, type Parcel } from './parcel';
import { QueueRoom } from './queue-room';

/** How much is taken in and how it is written; sizes are in events, as `parcel` counts them. */
export interface AcceptEventsSettings {
  /** What one transaction records. */
  readonly eventBatchSize: number;
  /** Transactions at the same time, each on a connection of its own. */
  readonly eventWriters: number;
  /** What may be in memory, waiting or being written; no project gets all of it. */
  readonly eventQueueLength: number;
}

/** What accepting events needs: who records them, and the bounds. */
export interface AcceptEventsDependencies {
  readonly ingestEvents: IngestEvents;
  readonly settings: AcceptEventsSettings;
}

/**
 * What became of the events of a request, all or none: recorded, which is durable; refused by the database for what they
 * hold; not recorded because locks were not to be had in time, or because too much is waiting, of the project or in all.
 */
export type Acceptance = 'RECORDED' | 'REFUSED' | 'BUSY' | 'FULL';

/** Records events of requests that come at the same time in one transaction. */
export class AcceptEvents {
  private readonly lane: MicroBatches<Parcel, Acceptance | Error>;
  /** One batch at a time of projects whose locks were last not to be had, so that no other waits behind them. */
  private readonly slowLane: MicroBatches<Parcel, Acceptance | Error>;
  private readonly slow = new Set<string>();
  private readonly room: QueueRoom;

  constructor(private readonly dependencies: AcceptEventsDependencies) {
    const { eventBatchSize, eventQueueLength, eventWriters } = dependencies.settings;
    this.room = new QueueRoom(eventQueueLength);
    this.lane = this.laneOf(eventWriters, eventBatchSize);
    this.slowLane = this.laneOf(1, eventBatchSize);
  }

  /** Whether the project's next request would be turned away, so that it need not be read. */
  isFull(projectId: string): boolean {
    return this.room.isFull(projectId);
  }

  /**
   * Answers after the commit, for the events of one project; throws UnavailableError where there is no database. What is
   * read of the events is kept until then, and not what they were read from, which takes most memory.
   */
  execute(events: readonly IncomingEvent[]): Promise<Acceptance> {
    const [first] = events;
    if (first === undefined) return Promise.resolve('RECORDED');
    if (this.room.isFull(first.projectId)) return Promise.resolve('FULL');
    return this.keep(parcel(events.map((event) => this.dependencies.ingestEvents.judge(event))));
  }

  private async keep(sent: Parcel): Promise<Acceptance> {
    this.room.take(sent.projectId, sent.size);
    try {
      const outcome = await (this.slow.has(sent.projectId) ? this.slowLane : this.lane).add(sent);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    } finally {
      this.room.free(sent.projectId, sent.size);
    }
  }

  private laneOf(concurrency: number, maxSize: number): MicroBatches<Parcel, Acceptance | Error> {
    const record = async (parcels: readonly Parcel[]): Promise<readonly (Acceptance | Error)[]> => {
      const outcomes = await this.record(parcels);
      return parcels.map((one) => outcomes.get(one) ?? new Error('The events of a request were left out.'));
    };
    const ownerOf = ({ projectId }: Parcel): string => projectId;
    return new MicroBatches(record, { concurrency, maxSize, sizeOf: ({ size }) => size, ownerOf });
  }

  /** What is refused, or stands in the way, is looked for, so that it alone fails. An event id that is known is not recorded twice. */
  private async record(parcels: readonly Parcel[]): Promise<ReadonlyMap<Parcel, Acceptance | Error>> {
    const events = parcels.flatMap((one) => one.events);
    const { ingestEvents } = this.dependencies;
    const [tried] = await Promise.allSettled([againIfUnknown(() => ingestEvents.record(events))]);
    const parts = tried.status === 'fulfilled' ? null : partsToTry(parcels, tried.reason);
    if (parts !== null) return this.recordParts(parts);
    const outcome = tried.status === 'fulfilled' ? 'RECORDED' : outcomeOf(tried.reason);
    for (const { projectId } of parcels) {
      if (outcome === 'BUSY') this.slow.add(projectId);
      else this.slow.delete(projectId);
    }
    return new Map(parcels.map((one) => [one, outcome]));
  }

  private async recordParts(parts: Parts): Promise<ReadonlyMap<Parcel, Acceptance | Error>> {
    const outcomes = new Map<Parcel, Acceptance | Error>();
    for (const part of parts) {
      // One after the other, as the batch has one connection.
      // eslint-disable-next-line no-await-in-loop
      for (const [one, outcome] of await this.record(part)) outcomes.set(one, outcome);
    }
    return outcomes;
  }
}

type Parts = readonly (readonly Parcel[])[];

/** Locks that an event waits for are mostly those of its project, so another project's need not wait with it. */
function partsToTry(parcels: readonly Parcel[], error: unknown): Parts | null {
  if (error instanceof BusyError) return byProject(parcels);
  return isAboutStatement(error) ? halvesOf(parcels) : null;
}

function outcomeOf(error: unknown): Acceptance | Error {
  if (error instanceof BusyError) return 'BUSY';
  if (refusesData(error)) return 'REFUSED';
  return error instanceof Error ? error : new Error(String(error));
}
