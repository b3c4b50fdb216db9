import { EnvironmentError, type VariableReader } from './variable-reader';

/** What a server takes on from outside. */
export interface RequestSettings {
  /** Requests that one server answers in a minute; 0: any number. */
  readonly rates: {
    readonly perToken: number;
    readonly perAddress: number;
  };
  /** Addresses or networks of proxies in front of the server. */
  readonly trustedProxies: readonly string[];
  /** How much one GraphQL request may ask for. */
  readonly limits: {
    /** Tokens of a document. */
    readonly documentTokens: number;
    /** Levels of fields in one another. */
    readonly depth: number;
    readonly aliases: number;
    readonly directives: number;
    /** Bulk mutations in one operation. */
    readonly bulkFields: number;
    /** Points: one a field for each row of the pages around it. */
    readonly cost: number;
    /** Values in all lists of the variables together. */
    readonly listValues: number;
  };
  /** Documents that run by their ids. */
  readonly trustedDocuments: {
    /** The file that holds them; null: there are none. */
    readonly manifest: string | null;
    /** Whether nothing else runs. */
    readonly only: boolean;
  };
  /** Within which a request must have come, from its first byte to its last. */
  readonly receiveSeconds: number;
  /** Within which a request must be answered once it has come. */
  readonly answerSeconds: number;
  /** Connections for subscriptions. */
  readonly connections: {
    /** That may be open at a time. */
    readonly limit: number;
    /** Subscriptions that each of them may have at a time. */
    readonly subscriptions: number;
    /** Within which the first message must come, which brings the token. */
    readonly initSeconds: number;
    /** Between two pings; who has not answered one by the next is given up. */
    readonly pingSeconds: number;
    /** Bytes of a message. */
    readonly messageBytes: number;
  };
}

/** Reads what bounds requests and connections. */
export function readRequestSettings(reader: VariableReader): RequestSettings {
  const { integer, list } = reader;
  return {
    rates: {
      perToken: integer('MUSTER_REQUESTS_PER_TOKEN', 30_000, [0, 1_000_000_000]),
      perAddress: integer('MUSTER_REQUESTS_PER_ADDRESS', 60_000, [0, 1_000_000_000]),
    },
    trustedProxies: list('MUSTER_TRUSTED_PROXIES'),
    limits: readLimits(reader),
    trustedDocuments: readTrustedDocuments(reader),
    receiveSeconds: integer('MUSTER_RECEIVE_SECONDS', 60, [1, 3_600]),
    answerSeconds: integer('MUSTER_ANSWER_SECONDS', 60, [1, 3_600]),
    connections: readConnections(reader),
  };
}

function readLimits({ integer }: VariableReader): RequestSettings['limits'] {
  return {
    documentTokens: integer('MUSTER_MAX_DOCUMENT_TOKENS', 5_000, [100, 1_000_000]),
    depth: integer('MUSTER_MAX_DEPTH', 15, [1, 1_000]),
    aliases: integer('MUSTER_MAX_ALIASES', 50, [0, 10_000]),
    directives: integer('MUSTER_MAX_DIRECTIVES', 50, [0, 10_000]),
    bulkFields: integer('MUSTER_MAX_BULK_FIELDS', 1, [1, 100]),
    cost: integer('MUSTER_MAX_COST', 200_000, [100, 1_000_000_000]),
    listValues: integer('MUSTER_MAX_LIST_VALUES', 250_000, [1_000, 10_000_000]),
  };
}

function readTrustedDocuments({ text, onOrOff }: VariableReader): RequestSettings['trustedDocuments'] {
  const manifest = text('MUSTER_TRUSTED_DOCUMENTS');
  const only = onOrOff('MUSTER_TRUSTED_DOCUMENTS_ONLY', false);
  if (manifest !== null || !only) return { manifest, only };
  throw new EnvironmentError('MUSTER_TRUSTED_DOCUMENTS_ONLY is "on"; name the documents in MUSTER_TRUSTED_DOCUMENTS.');
}

function readConnections({ integer }: VariableReader): RequestSettings['connections'] {
  return {
    limit: integer('MUSTER_CONNECTION_LIMIT', 2_000, [0, 100_000]),
    subscriptions: integer('MUSTER_SUBSCRIPTION_LIMIT', 100, [1, 10_000]),
    initSeconds: integer('MUSTER_CONNECTION_INIT_SECONDS', 5, [1, 60]),
    pingSeconds: integer('MUSTER_PING_SECONDS', 15, [1, 3_600]),
    messageBytes: integer('MUSTER_MAX_MESSAGE_BYTES', 262_144, [1_000, 16_000_000]),
  };
}
