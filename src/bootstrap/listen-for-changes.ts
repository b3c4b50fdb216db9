import { DispatchOnNotification } from '../application/dispatch-outbox/dispatch-on-notification';
import { RequestDispatch } from '../application/dispatch-outbox/request-dispatch.handler';
import { LIVE_CHANNELS, type LiveUpdates } from '../application/live-updates/live-updates';
import { OUTBOX_CHANNEL } from '../persistence/compile/tell-of-messages';
import { NotificationListener } from '../persistence/notification-listener';
import type { UnitOfWork } from '../persistence/unit-of-work';
import type { WorkerLog } from './worker';

export interface ListeningOptions {
  /** A direct connection. */
  readonly url: string;
  readonly logger: WorkerLog;
  /** Whoever is connected to this process; null: nobody can be. */
  readonly liveUpdates: LiveUpdates | null;
  /** Where jobs run that new messages wake; null: not in this process. */
  readonly jobs: { readonly unitOfWork: UnitOfWork; readonly clock: () => Date } | null;
}

/** Passes on what the database tells of changes, whoever made them, until it is stopped. */
export async function listenForChanges(options: ListeningOptions): Promise<NotificationListener> {
  const { url, logger, liveUpdates } = options;
  const dispatch = dispatchOf(options);
  liveUpdates?.reportFaultsTo((fault) => logger.error({ err: fault }, 'subscribers are told late'));
  const listener = new NotificationListener({
    url,
    applicationName: 'muster-listener',
    channels: liveUpdates === null ? [OUTBOX_CHANNEL] : LIVE_CHANNELS,
    onNotification: (channel, payload) => {
      liveUpdates?.hear(channel, payload);
      if (channel === OUTBOX_CHANNEL) dispatch?.hear(payload);
    },
    onListening: (lostAt) => {
      if (lostAt !== null) logger.warn({ lostAt }, 'the database is listened to again');
      dispatch?.listen();
      liveUpdates?.listen(lostAt).catch((error: unknown) => {
        logger.warn({ err: error }, 'what was missed cannot be read now');
      });
    },
    onLost: (error) => logger.warn({ err: error }, 'the connection that listens to the database was lost'),
  });
  await listener.start();
  return listener;
}

function dispatchOf({ jobs, logger }: ListeningOptions): DispatchOnNotification | null {
  if (jobs === null) return null;
  return new DispatchOnNotification(new RequestDispatch(jobs), (fault) =>
    logger.warn({ err: fault }, 'the dispatch of messages is left to the sweep'),
  );
}
