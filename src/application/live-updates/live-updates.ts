import { OUTBOX_CHANNEL, readNotification } from '../../persistence/compile/tell-of-messages';
import { readLastMessageId } from '../../persistence/read/read-issue-changes';
import type { Authenticate } from '../authenticate/authenticate.handler';
import type { ReadDependencies } from '../read-dependencies';
import type { OperationView, ReadOperations } from '../read-operations/read-operations.handler';
import { HeardMessages } from './heard-messages';
import type { IssueChange } from './issue-change';
import { IssueChangeFeed, type IssueChangeSelection } from './issue-change-feed';
import { OperationFeed } from './operation-feed';
import { Sessions } from './sessions';
import type { Session, SessionEnd } from './session';

/** Where servers hear that a bulk operation has come further: its organization and id. */
export const OPERATION_CHANNEL = 'muster_operations';
/** The channels of the database that have to be listened to. */
export const LIVE_CHANNELS: readonly string[] = [OUTBOX_CHANNEL, OPERATION_CHANNEL];

const LOOK_AGAIN_MS = 5_000;
/** After more than this somebody who connects anew and reads what they need is better served. */
const LONGEST_GAP_MS = 60_000;
const LAST_ID = 9_223_372_036_854_775_807n;

/** What live updates are made of. */
export interface LiveUpdatesDependencies extends ReadDependencies {
  readonly authenticate: Authenticate;
  readonly readOperations: ReadOperations;
}

/** Tells connected callers what happens, whichever server or worker causes it. */
export class LiveUpdates {
  private readonly sessions: Sessions;
  private readonly issues: IssueChangeFeed;
  private readonly operations: OperationFeed;
  private readonly heard = new HeardMessages();
  private timer: NodeJS.Timeout | undefined;
  private onFault: (fault: unknown) => void = () => undefined;

  constructor(private readonly dependencies: LiveUpdatesDependencies) {
    const { authenticate, readOperations } = dependencies;
    this.sessions = new Sessions(authenticate);
    const shared = { sessions: this.sessions, onFault: (fault: unknown) => this.onFault(fault) };
    this.issues = new IssueChangeFeed({ ...dependencies, ...shared });
    this.operations = new OperationFeed({ readOperations, ...shared });
  }

  /** Where it is told what could not be carried out; most of it is tried again. */
  reportFaultsTo(onFault: (fault: unknown) => void): void {
    this.onFault = onFault;
  }

  /** A connection of whoever has this token, until it is closed or `onEnd` says why it must be; null: the token is not valid. */
  async open(token: string, onEnd: (why: SessionEnd) => void): Promise<Session | null> {
    const session = await this.sessions.begin(token, onEnd);
    if (session !== null) this.timer ??= setInterval(() => void this.lookAgain(), LOOK_AGAIN_MS).unref();
    return session;
  }

  /** The connection is gone. */
  close(session: Session): void {
    this.sessions.close(session);
    if (this.sessions.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Every committed change of issues from now on, as far as the caller sees them. */
  issuesChanged(session: Session, selection: IssueChangeSelection): AsyncGenerator<IssueChange> {
    return this.issues.subscribe(session, selection);
  }

  /** How far an operation has come, now and from now on. */
  operationProgress(session: Session, id: string): Promise<AsyncGenerator<OperationView>> {
    return this.operations.watch(session, id);
  }

  /** A notification of the database. */
  hear(channel: string, payload: string): void {
    if (channel === OPERATION_CHANNEL) {
      const [organizationId = '', id = ''] = payload.split(':');
      return this.operations.hear({ organizationId, id });
    }
    const told = readNotification(payload);
    if (told === null) return;
    this.heard.hear(told.lastId, new Date());
    this.issues.hear(told.organizationId, told);
  }

  /** Notifications come from now on; those since `lostAt` did perhaps not, so that what they told of is read. */
  async listen(lostAt: Date | null): Promise<void> {
    const { unitOfWork } = this.dependencies;
    if (lostAt === null) return this.heard.hear(await readLastMessageId(unitOfWork.reader), new Date());
    if (Date.now() - lostAt.getTime() > LONGEST_GAP_MS) return this.sessions.endAll('MISSED');
    this.issues.hearAll({ firstId: this.heard.firstToRead(lostAt), lastId: LAST_ID });
    this.operations.hearAll();
  }

  /** What no notification tells: tokens that have expired or were revoked. Operations are looked at for good measure. */
  private async lookAgain(): Promise<void> {
    this.operations.hearAll();
    const [done] = await Promise.allSettled([this.sessions.refreshAll()]);
    if (done.status === 'rejected') this.onFault(done.reason);
  }
}
