import { readMail, type MailSettings } from './mail-settings';
import { readRequestSettings, type RequestSettings } from './request-settings';
import { VariableReader, type Variables } from './variable-reader';

/** What the environment says, checked once at boot. */
export interface Environment extends RequestSettings {
  /** PostgreSQL to use; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** The same database without a pooler in between, for what needs a session; null: databaseUrl has none. */
  readonly databaseDirectUrl: string | null;
  /** Where the embedded PostgreSQL keeps its data; null chooses. */
  readonly dataDirectory: string | null;
  readonly host: string;
  readonly port: number;
  /** How SDKs reach this server, for DSNs; null derives it from host and port. */
  readonly publicUrl: string | null;
  readonly poolSize: number;
  /** Requests that may wait for a connection of the pool; more are answered 503. */
  readonly poolQueueLength: number;
  /** Whether /metrics is there. */
  readonly metrics: boolean;
  /** Jobs that this process runs at the same time; 0: none. */
  readonly jobConcurrency: number;
  /** Besides them, jobs that call other people's servers: webhooks and mail. */
  readonly callConcurrency: number;
  readonly logLevel: string;
  /** Whether traces go to a collector; where to is read by the library. */
  readonly telemetry: boolean;
  readonly production: boolean;
  /** Whether browsers get GraphiQL at /graphql, which also lets clients ask for the schema. */
  readonly graphiql: boolean;
  /** Issues that a call may change inside one transaction; more become a job. */
  readonly synchronousLimit: number;
  /** Issues that a job may change. */
  readonly asynchronousLimit: number;
  /** Jobs that work on one operation at the same time. */
  readonly operationWorkers: number;
  /** Operations of one organization that run as jobs at the same time. */
  readonly operationsPerOrganization: number;
  /** Issues that a caller may change in a minute; 0: any number. */
  readonly issuesPerMinute: number;
  /** Days for which outcomes are kept and an operation can be undone. */
  readonly outcomeRetentionDays: number;
  /** Days for which events are kept. */
  readonly eventRetentionDays: number;
  /** Days for which tokens are kept that have expired or were revoked. */
  readonly tokenRetentionDays: number;
  /** Days for which messages of the outbox are kept after they were dispatched. */
  readonly outboxRetentionDays: number;
  /** Days for which deliveries of webhooks are kept after they were made or given up. */
  readonly deliveryRetentionDays: number;
  /** Whether webhooks may call addresses that are not on the Internet. */
  readonly allowPrivateWebhooks: boolean;
  /** Seconds for which a merge, a discard or a deletion waits and can be undone. */
  readonly undoWindowSeconds: number;
  /** Events that an issue may have to be merged; 0: any number. */
  readonly mergeEventLimit: number;
  /** Bytes of an event request, after decompression. */
  readonly maxEventBytes: number;
  /** Events that one transaction records; larger ones count for several. */
  readonly eventBatchSize: number;
  /** Transactions that record events at the same time. */
  readonly eventWriters: number;
  /** Events that may be in memory until they are recorded; larger ones count for several. */
  readonly eventQueueLength: number;
  /** null: no mail is sent. */
  readonly mail: MailSettings | null;
}

/** Reads every setting; throws EnvironmentError naming the variable, its value and what is allowed. */
export function readEnvironment(
  // eslint-disable-next-line no-restricted-properties -- the only reader of process.env
  variables: Variables = process.env,
  reader = new VariableReader(variables),
): Environment {
  const { text, textOr, integer, url, onOrOff } = reader;
  const production = text('NODE_ENV') === 'production';
  return {
    ...readDatabase(reader),
    host: textOr('HOST', '127.0.0.1'),
    port: integer('PORT', 4000, [0, 65_535]),
    publicUrl: url('MUSTER_PUBLIC_URL', ['http:', 'https:']),
    poolSize: integer('DATABASE_POOL_SIZE', 10, [1, 500]),
    poolQueueLength: integer('DATABASE_POOL_QUEUE', 200, [1, 100_000]),
    metrics: onOrOff('MUSTER_METRICS', true),
    jobConcurrency: integer('MUSTER_JOB_CONCURRENCY', 2, [0, 100]),
    callConcurrency: integer('MUSTER_CALL_CONCURRENCY', 8, [1, 100]),
    logLevel: textOr('LOG_LEVEL', 'info'),
    telemetry: readTelemetry(reader),
    production,
    graphiql: onOrOff('MUSTER_GRAPHIQL', !production),
    ...readRequestSettings(reader),
    synchronousLimit: integer('MUSTER_SYNCHRONOUS_LIMIT', 10_000, [1, 1_000_000]),
    asynchronousLimit: integer('MUSTER_ASYNCHRONOUS_LIMIT', 1_000_000, [1, 100_000_000]),
    operationWorkers: integer('MUSTER_OPERATION_WORKERS', 2, [1, 32]),
    operationsPerOrganization: integer('MUSTER_OPERATIONS_AT_ONCE', 2, [1, 1_000]),
    issuesPerMinute: integer('MUSTER_ISSUES_PER_MINUTE', 2_000_000, [0, 1_000_000_000]),
    ...readRetention(reader),
    undoWindowSeconds: integer('MUSTER_UNDO_WINDOW_SECONDS', 60, [0, 86_400]),
    mergeEventLimit: integer('MUSTER_MERGE_EVENT_LIMIT', 0, [0, 1_000_000_000]),
    ...readIngest(reader),
    mail: readMail(reader),
  };
}

/** The same, before anything else is read or loaded. */
export function isTelemetryWanted(
  // eslint-disable-next-line no-restricted-properties -- the only reader of process.env
  variables: Variables = process.env,
): boolean {
  return readTelemetry(new VariableReader(variables));
}

/** Either is enough for the SDK, which reads them itself. */
function readTelemetry({ text }: VariableReader): boolean {
  return [text('OTEL_EXPORTER_OTLP_ENDPOINT'), text('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')].some(Boolean);
}

function readDatabase({
  text,
  url,
}: VariableReader): Pick<Environment, 'databaseUrl' | 'databaseDirectUrl' | 'dataDirectory'> {
  return {
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseDirectUrl: url('DATABASE_DIRECT_URL', ['postgres:', 'postgresql:']),
    dataDirectory: text('MUSTER_DATA_DIR'),
  };
}

function readIngest({
  integer,
}: VariableReader): Pick<Environment, 'maxEventBytes' | 'eventBatchSize' | 'eventWriters' | 'eventQueueLength'> {
  return {
    maxEventBytes: integer('MUSTER_MAX_EVENT_BYTES', 1_000_000, [1_000, 100_000_000]),
    eventBatchSize: integer('MUSTER_EVENT_BATCH_SIZE', 100, [1, 500]),
    eventWriters: integer('MUSTER_EVENT_WRITERS', 2, [1, 100]),
    eventQueueLength: integer('MUSTER_EVENT_QUEUE_LENGTH', 5_000, [1, 1_000_000]),
  };
}

/** What is kept for how long, and whom webhooks may call. */
function readRetention({ integer, onOrOff }: VariableReader): Retention {
  return {
    outcomeRetentionDays: integer('MUSTER_OUTCOME_RETENTION_DAYS', 30, [1, 3650]),
    eventRetentionDays: integer('MUSTER_EVENT_RETENTION_DAYS', 90, [8, 3650]),
    tokenRetentionDays: integer('MUSTER_TOKEN_RETENTION_DAYS', 30, [0, 3650]),
    outboxRetentionDays: integer('MUSTER_OUTBOX_RETENTION_DAYS', 7, [1, 3650]),
    deliveryRetentionDays: integer('MUSTER_DELIVERY_RETENTION_DAYS', 14, [1, 3650]),
    allowPrivateWebhooks: onOrOff('MUSTER_WEBHOOK_ALLOW_PRIVATE', false),
  };
}

type Retention = Pick<Environment, (`${string}RetentionDays` & keyof Environment) | 'allowPrivateWebhooks'>;
