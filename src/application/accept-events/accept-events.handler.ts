import { isAboutStatement, refusesData } from '../../persistence/sql-state';
import { BusyError } from '../../persistence/unit-of-work';
import type { IncomingEvent } from '../ingest-events/incoming-event';
import type { IngestEvents } from '../ingest-events/ingest-events.handler';
import { MicroBatches } from '../micro-batches/micro-batches';
import { halvesOf, halvesByProject, parcel, type Parcel } from './parcel';

/** How much is taken in and how it is written; sizes are in events, as `parcel` counts them. */
export interface AcceptEventsSettings {
  /** What one transaction records. */
  readonly eventBatchSize: number;
  /** Transactions at the same time, each on a connection of its own. */
  readonly eventWriters: number;
  /** What may be in memory, waiting or being written. */
  readonly eventQueueLength: number;
}

/** What accepting events needs: who records them, and the bounds. */
export interface AcceptEventsDependencies {
  readonly ingestEvents: IngestEvents;
  readonly settings: AcceptEventsSettings;
}

/**
 * What became of the events of a request, all or none: recorded, which is durable; refused by the database for what they
 * hold; not recorded because locks were not to be had in time, or because too much is waiting.
 */
export type Acceptance = 'RECORDED' | 'REFUSED' | 'BUSY' | 'FULL';

/** Records events of requests that come at the same time in one transaction. */
export class AcceptEvents {
  private readonly batches: MicroBatches<Parcel, Acceptance | Error>;
  private held = 0;

  constructor(private readonly dependencies: AcceptEventsDependencies) {
    const { eventBatchSize, eventWriters } = dependencies.settings;
    const rules = { concurrency: eventWriters, maxSize: eventBatchSize, sizeOf: ({ size }: Parcel) => size };
    this.batches = new MicroBatches(async (parcels) => {
      const outcomes = await this.record(parcels);
      return parcels.map((one) => outcomes.get(one) ?? new Error('The events of a request were left out.'));
    }, rules);
  }

  /** Whether the next request would be turned away, so that it need not be read. */
  get isFull(): boolean {
    return this.held >= this.dependencies.settings.eventQueueLength;
  }

  /** Answers after the commit; throws where the database cannot be used. */
  async execute(events: readonly IncomingEvent[]): Promise<Acceptance> {
    if (events.length === 0) return 'RECORDED';
    if (this.isFull) return 'FULL';
    const sent = parcel(events.map((event) => this.dependencies.ingestEvents.judge(event)));
    this.held += sent.size;
    try {
      const outcome = await this.batches.add(sent);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    } finally {
      this.held -= sent.size;
    }
  }

  /** What is refused or stands in the way is looked for by halves, so that it alone fails. */
  private async record(parcels: readonly Parcel[]): Promise<ReadonlyMap<Parcel, Acceptance | Error>> {
    const events = parcels.flatMap((one) => one.events);
    const [tried] = await Promise.allSettled([this.dependencies.ingestEvents.record(events)]);
    const halves = tried.status === 'fulfilled' ? null : halvesToTry(parcels, tried.reason);
    if (halves !== null) return new Map([...(await this.record(halves[0])), ...(await this.record(halves[1]))]);
    const outcome = tried.status === 'fulfilled' ? 'RECORDED' : outcomeOf(tried.reason);
    return new Map(parcels.map((one) => [one, outcome]));
  }
}

/** Locks that an event waits for are mostly those of its project, so another project's need not wait with it. */
function halvesToTry(parcels: readonly Parcel[], error: unknown): ReturnType<typeof halvesOf> {
  if (error instanceof BusyError) return halvesByProject(parcels);
  return isAboutStatement(error) ? halvesOf(parcels) : null;
}

function outcomeOf(error: unknown): Acceptance | Error {
  if (error instanceof BusyError) return 'BUSY';
  if (refusesData(error)) return 'REFUSED';
  return error instanceof Error ? error : new Error(String(error));
}
