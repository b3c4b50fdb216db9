import { ISSUE_READERS, organizationsWith } from '../../domain/permission';
import { Refusal } from '../../domain/refusal';
import type { TenantKey } from '../../domain/tenant-key';
import type { OperationView, ReadOperations } from '../read-operations/read-operations.handler';
import { EventQueue } from './event-queue';
import { Rounds } from './rounds';
import type { Session } from './session';
import type { Sessions } from './sessions';

const MOST_FAILURES = 10;

interface Watcher {
  readonly session: Session;
  readonly queue: EventQueue<OperationView>;
  /** What it was told last, to see whether that has changed. */
  last: string;
}

interface Watched {
  readonly key: TenantKey;
  readonly watchers: Set<Watcher>;
}

/** What the feed needs; faults go to `onFault`, and the work is tried again. */
export interface OperationFeedDependencies {
  readonly readOperations: ReadOperations;
  readonly sessions: Sessions;
  readonly onFault: (fault: unknown) => void;
}

/** Tells how far bulk operations have come: each is read once for all who watch it, and only its latest state waits for a slow one. */
export class OperationFeed {
  private readonly watched = new Map<string, Watched>();
  private readonly rounds: Rounds;

  constructor(private readonly dependencies: OperationFeedDependencies) {
    this.rounds = new Rounds({
      atOnce: 2,
      work: (name) => this.tell(name),
      onFault: (fault, name, failures) => {
        dependencies.onFault(fault);
        if (failures < MOST_FAILURES) return 'AGAIN';
        for (const { session } of this.watched.get(name)?.watchers ?? []) session.end('MISSED');
        return 'NO_USE';
      },
    });
  }

  /** Tells the state of now, then each later one, and ends with the last; PERMISSION_DENIED without event:read, NOT_FOUND for what the caller does not see. */
  async watch(session: Session, id: string): Promise<EventQueue<OperationView>> {
    const operation = await this.dependencies.readOperations.byId(session.caller, id);
    if (operation === null) throw new Refusal('NOT_FOUND', 'There is no such operation.');
    const name = nameOf(operation);
    const watched = this.watched.get(name) ?? { key: operation, watchers: new Set() };
    this.watched.set(name, watched);
    const queue = new EventQueue<OperationView>(() => {
      watched.watchers.delete(watcher);
      if (watched.watchers.size === 0) this.watched.delete(name);
    });
    const watcher: Watcher = { session, queue, last: '' };
    watched.watchers.add(watcher);
    offer(watcher, operation);
    // What it became between being read and being watched.
    this.rounds.ask(name);
    return queue;
  }

  /** The operation may have come further. */
  hear(key: TenantKey): void {
    const name = nameOf(key);
    if (this.watched.has(name)) this.rounds.ask(name);
  }

  /** Every operation that is watched may have come further. */
  hearAll(): void {
    for (const name of this.watched.keys()) this.rounds.ask(name);
  }

  private async tell(name: string): Promise<void> {
    const watched = this.watched.get(name);
    if (watched === undefined) return;
    const { readOperations, sessions } = this.dependencies;
    const operation = await readOperations.unchecked(watched.key);
    await sessions.refresh([...watched.watchers].map(({ session }) => session));
    for (const watcher of watched.watchers) {
      if (operation === null || !mayRead(watcher.session, watched.key)) watcher.queue.fail(GONE);
      else offer(watcher, operation);
    }
  }
}

function mayRead({ caller }: Session, { organizationId }: TenantKey): boolean {
  return organizationsWith(caller, ISSUE_READERS).some((access) => access.organizationId === organizationId);
}

function offer(watcher: Watcher, operation: OperationView): void {
  // The pace is another at each look, without anything having happened.
  const { issuesPerSecond: _pace, estimatedFinishAt: _estimate, ...progress } = operation;
  const state = JSON.stringify(progress);
  if (state !== watcher.last) watcher.queue.replace(operation);
  watcher.last = state;
  if (operation.finishedAt !== null) watcher.queue.finish();
}

function nameOf({ organizationId, id }: TenantKey): string {
  return `${organizationId}:${id}`;
}

const GONE = new Refusal('NOT_FOUND', 'There is no such operation.');
