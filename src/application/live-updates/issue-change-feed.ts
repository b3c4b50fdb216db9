import { setImmediate as nextTurn } from 'node:timers/promises';
import { ISSUE_READERS, requireOrganization, requireScope } from '../../domain/permission';
import { Refusal } from '../../domain/refusal';
import { readIssueChanges, type IssueChangeRow, type MessageRange } from '../../persistence/read/read-issue-changes';
import type { ReadDependencies } from '../read-dependencies';
import { selectProjects } from '../select-projects';
import { EventQueue } from './event-queue';
import { issueChangesFor, type IssueChange } from './issue-change';
import { MessageRanges } from './message-ranges';
import { Rounds } from './rounds';
import type { Session } from './session';
import type { Sessions } from './sessions';

/** Events that may wait for one subscriber; whoever lets more come is not keeping up. */
const LONGEST_QUEUE = 2_000;
/** Messages of an organization that are remembered as told, so that none is told twice. */
const REMEMBERED = 10_000;
/** Subscribers that are told something before the process turns to other things. */
const TOLD_AT_ONCE = 5;
const OLDEST_MS = 10 * 60_000;
const MOST_FAILURES = 10;

/** What somebody wants to be told of. */
export interface IssueChangeSelection {
  readonly organization: string;
  /** null: whatever the caller sees. */
  readonly projects: readonly string[] | null;
}

interface Subscriber {
  readonly session: Session;
  readonly slugs: readonly string[] | null;
  readonly queue: EventQueue<IssueChange>;
}

interface Audience {
  readonly subscribers: Set<Subscriber>;
  readonly ranges: MessageRanges;
  readonly told: Set<string>;
}

/** What the feed needs; faults go to `onFault`, and the work is tried again. */
export interface FeedDependencies extends ReadDependencies {
  readonly sessions: Sessions;
  readonly onFault: (fault: unknown) => void;
}

/** Tells subscribers which issues have changed: each message is read once for all subscribers of its organization. */
export class IssueChangeFeed {
  private readonly audiences = new Map<string, Audience>();
  private readonly rounds: Rounds;

  constructor(private readonly dependencies: FeedDependencies) {
    this.rounds = new Rounds({
      atOnce: 2,
      work: (organizationId) => this.tell(organizationId),
      onFault: (fault, organizationId, failures) => {
        dependencies.onFault(fault);
        if (failures < MOST_FAILURES) return 'AGAIN';
        this.drop(organizationId);
        return 'NO_USE';
      },
    });
  }

  /** Throws PERMISSION_DENIED without event:read, NOT_FOUND for an organization or a project that the caller does not see. */
  subscribe(session: Session, { organization, projects }: IssueChangeSelection): EventQueue<IssueChange> {
    requireScope(session.caller, ISSUE_READERS);
    const access = requireOrganization(session.caller, organization);
    if ('unknownSlug' in selectProjects(access, projects)) throw new Refusal('NOT_FOUND', UNKNOWN_PROJECT);
    const { organizationId } = access;
    const audience = this.audiences.get(organizationId) ?? newAudience();
    this.audiences.set(organizationId, audience);
    const queue = new EventQueue<IssueChange>(() => {
      audience.subscribers.delete(subscriber);
      if (audience.subscribers.size === 0) this.audiences.delete(organizationId);
    });
    const subscriber: Subscriber = { session, slugs: projects, queue };
    audience.subscribers.add(subscriber);
    return queue;
  }

  /** There are messages that have not been looked at. */
  hear(organizationId: string, range: MessageRange): void {
    const audience = this.audiences.get(organizationId);
    if (audience === undefined) return;
    audience.ranges.add(range);
    this.rounds.ask(organizationId);
  }

  /** As `hear`, for every organization that somebody listens to. */
  hearAll(range: MessageRange): void {
    for (const organizationId of this.audiences.keys()) this.hear(organizationId, range);
  }

  private async tell(organizationId: string): Promise<void> {
    const audience = this.audiences.get(organizationId);
    const ranges = audience?.ranges.take() ?? [];
    if (audience === undefined || ranges.length === 0) return;
    const [read] = await Promise.allSettled([this.read(organizationId, audience, ranges)]);
    if (read.status === 'fulfilled') return spread(audience, read.value, organizationId);
    for (const range of ranges) audience.ranges.add(range);
    throw read.reason;
  }

  /** What is new. Who may see what is asked after the messages are read, so that it is not older than they are. */
  private async read(
    organizationId: string,
    { told, subscribers }: Audience,
    ranges: readonly MessageRange[],
  ): Promise<readonly IssueChangeRow[]> {
    const { unitOfWork, clock, sessions } = this.dependencies;
    const since = new Date(clock().getTime() - OLDEST_MS);
    const rows = await readIssueChanges(unitOfWork.reader, { organizationId, ranges, since });
    const fresh = rows.filter(({ messageId }) => !told.has(messageId));
    if (fresh.length === 0) return [];
    await sessions.refresh([...subscribers].map(({ session }) => session));
    return fresh;
  }

  private drop(organizationId: string): void {
    for (const { session } of this.audiences.get(organizationId)?.subscribers ?? []) session.end('MISSED');
  }
}

function newAudience(): Audience {
  return { subscribers: new Set(), ranges: new MessageRanges(), told: new Set() };
}

/** Tells everybody what they may see of it; those who see the same are told the same objects. */
async function spread(audience: Audience, rows: readonly IssueChangeRow[], organizationId: string): Promise<void> {
  remember(audience.told, rows);
  const byProjects = new Map<string, readonly IssueChange[]>();
  const told = [...audience.subscribers].flatMap((subscriber) => {
    const projectIds = rows.length === 0 ? null : visibleProjects(subscriber, organizationId);
    if (projectIds === null) return [];
    const key = projectIds.join();
    const changes = byProjects.get(key) ?? issueChangesFor(rows, new Set(projectIds), organizationId);
    byProjects.set(key, changes);
    return [{ subscriber, changes }];
  });
  const longest = Math.max(0, ...[...byProjects.values()].map(({ length }) => length));
  let offered = 0;
  for (let index = 0; index < longest; index += 1) {
    for (const { subscriber, changes } of told) {
      offered += offer(subscriber, changes[index]);
      // Connections send what they have, and those who changed something get their answers, before more comes.
      // eslint-disable-next-line no-await-in-loop
      if (offered >= TOLD_AT_ONCE) offered = await nextTurn(0);
    }
    // eslint-disable-next-line no-await-in-loop
    offered = await nextTurn(0);
  }
}

/** null: the connection has ended, or the caller reads this organization no more, of which the subscription ends. */
function visibleProjects({ session, slugs, queue }: Subscriber, organizationId: string): readonly string[] | null {
  if (session.ended) return null;
  const access = session.caller.organizations.find((one) => one.organizationId === organizationId);
  const mayRead = access !== undefined && ISSUE_READERS.some((scope) => access.scopes.has(scope));
  if (!mayRead) queue.fail(new Refusal('PERMISSION_DENIED', NO_LONGER));
  if (!mayRead) return null;
  const wanted = slugs && new Set(slugs);
  return [...access.projects].flatMap(([id, slug]) => (wanted === null || wanted.has(slug) ? [id] : []));
}

/** How many it was offered. */
function offer({ session, queue }: Subscriber, change: IssueChange | undefined): number {
  if (change === undefined || session.ended) return 0;
  queue.push(change);
  if (queue.length > LONGEST_QUEUE) session.end('TOO_SLOW');
  return 1;
}

function remember(told: Set<string>, rows: readonly IssueChangeRow[]): void {
  for (const { messageId } of rows) told.add(messageId);
  for (const messageId of told) {
    if (told.size <= REMEMBERED) return;
    told.delete(messageId);
  }
}

const UNKNOWN_PROJECT = 'There is no such project in this organization.';
const NO_LONGER = 'This token does not read the issues of this organization any more.';
