import type { UnitOfWork } from '../../persistence/unit-of-work';
import type { IncomingEvent, IngestedEvent } from './incoming-event';
import { judgeEvent, type JudgedEvent } from './judge-event';
import { recordEvents } from './record-events';

/** How long a repeated event id is known: SDKs repeat within minutes, and each day is another partition to look into. */
const DUPLICATE_WINDOW_MS = 48 * 3_600_000;

/** What ingestion needs: transactions and the time of arrival. */
export interface IngestEventsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/** Turns events into issues and counts: all of a batch or nothing, in a number of statements that does not depend on its size. */
export class IngestEvents {
  constructor(private readonly dependencies: IngestEventsDependencies) {}

  /** Answers in the order of the batch, after the commit; throws BusyError where the locks were not to be had. */
  async execute(batch: readonly IncomingEvent[]): Promise<readonly IngestedEvent[]> {
    return this.record(batch.map((event) => this.judge(event)));
  }

  /** Reads an event that arrives at this moment. */
  judge(event: IncomingEvent): JudgedEvent {
    return judgeEvent(event, this.dependencies.clock());
  }

  /** As `execute`, events that were judged when they arrived. */
  async record(judged: readonly JudgedEvent[]): Promise<readonly IngestedEvent[]> {
    if (judged.length === 0) return [];
    const now = this.dependencies.clock();
    const recording = { now, knownSince: new Date(now.getTime() - DUPLICATE_WINDOW_MS), countsDropped: true };
    const recorded = await this.dependencies.unitOfWork.transaction((tx) => recordEvents(tx, judged, recording));
    return judged.map((event) => ({ eventId: event.eventId, outcome: recorded.get(event) ?? 'DUPLICATE' }));
  }
}
