/** What the environment says, checked once at boot. */
export interface Environment {
  /** PostgreSQL to use; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the embedded PostgreSQL keeps its data; null chooses. */
  readonly dataDirectory: string | null;
  readonly host: string;
  readonly port: number;
  /** How SDKs reach this server, for DSNs; null derives it from host and port. */
  readonly publicUrl: string | null;
  readonly poolSize: number;
  readonly logLevel: string;
  readonly production: boolean;
  /** Whether browsers get GraphiQL at /graphql, which also lets clients ask for the schema. */
  readonly graphiql: boolean;
  /** Issues that a synchronous call may change. */
  readonly synchronousLimit: number;
  /** Days for which outcomes are kept and an operation can be undone. */
  readonly outcomeRetentionDays: number;
  /** Days for which events are kept. */
  readonly eventRetentionDays: number;
  /** Days for which tokens are kept that have expired or were revoked. */
  readonly tokenRetentionDays: number;
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
}

/** A setting that cannot be read; stops the boot. */
export class EnvironmentError extends Error {}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads every setting; throws EnvironmentError naming the variable, its value and what is allowed. */
// eslint-disable-next-line no-restricted-properties -- the only reader of process.env
export function readEnvironment(variables: Variables = process.env): Environment {
  const { text, integer, url, onOrOff } = new VariableReader(variables);
  const production = text('NODE_ENV') === 'production';
  return {
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    dataDirectory: text('MUSTER_DATA_DIR'),
    host: text('HOST') ?? '127.0.0.1',
    port: integer('PORT', 4000, [0, 65_535]),
    publicUrl: url('MUSTER_PUBLIC_URL', ['http:', 'https:']),
    poolSize: integer('DATABASE_POOL_SIZE', 10, [1, 500]),
    logLevel: text('LOG_LEVEL') ?? 'info',
    production,
    graphiql: onOrOff('MUSTER_GRAPHIQL', !production),
    synchronousLimit: integer('MUSTER_SYNCHRONOUS_LIMIT', 10_000, [1, 1_000_000]),
    outcomeRetentionDays: integer('MUSTER_OUTCOME_RETENTION_DAYS', 30, [1, 3650]),
    eventRetentionDays: integer('MUSTER_EVENT_RETENTION_DAYS', 90, [8, 3650]),
    tokenRetentionDays: integer('MUSTER_TOKEN_RETENTION_DAYS', 30, [0, 3650]),
    undoWindowSeconds: integer('MUSTER_UNDO_WINDOW_SECONDS', 60, [0, 86_400]),
    mergeEventLimit: integer('MUSTER_MERGE_EVENT_LIMIT', 0, [0, 1_000_000_000]),
    maxEventBytes: integer('MUSTER_MAX_EVENT_BYTES', 1_000_000, [1_000, 100_000_000]),
    eventBatchSize: integer('MUSTER_EVENT_BATCH_SIZE', 100, [1, 500]),
    eventWriters: integer('MUSTER_EVENT_WRITERS', 2, [1, 100]),
    eventQueueLength: integer('MUSTER_EVENT_QUEUE_LENGTH', 5_000, [1, 1_000_000]),
  };
}

/** Reads one variable at a time; a blank one counts as not set. */
class VariableReader {
  constructor(private readonly variables: Variables) {}

  readonly text = (name: string): string | null => this.variables[name]?.trim() || null;

  readonly integer = (name: string, fallback: number, [min, max]: readonly [number, number]): number => {
    const raw = this.text(name);
    if (raw === null) return fallback;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new EnvironmentError(`${name} is "${raw}"; it must be a whole number from ${min} to ${max}.`);
  };

  readonly url = (name: string, protocols: readonly string[]): string | null => {
    const raw = this.text(name);
    if (raw === null || (URL.canParse(raw) && protocols.includes(new URL(raw).protocol))) return raw;
    throw new EnvironmentError(`${name} must be a URL that begins with ${protocols.join(' or ')}//.`);
  };

  readonly onOrOff = (name: string, fallback: boolean): boolean => {
    const raw = this.text(name);
    if (raw === null) return fallback;
    if (raw === 'on' || raw === 'off') return raw === 'on';
    throw new EnvironmentError(`${name} is "${raw}"; it must be on or off.`);
  };
}
