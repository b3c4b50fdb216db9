/** The settings of the product, as they are where nothing is set. */
export const SETTINGS = {
  synchronousLimit: 10_000,
  asynchronousLimit: 1_000_000,
  operationWorkers: 2,
  operationsPerOrganization: 2,
  issuesPerMinute: 2_000_000,
  outcomeRetentionDays: 30,
  eventRetentionDays: 90,
  tokenRetentionDays: 30,
  outboxRetentionDays: 7,
  deliveryRetentionDays: 14,
  allowPrivateWebhooks: false,
  undoWindowSeconds: 60,
  mergeEventLimit: 0,
  eventBatchSize: 100,
  eventWriters: 2,
  eventQueueLength: 5_000,
};

/** What one GraphQL request may ask for, likewise. */
export const LIMITS = {
  documentTokens: 5_000,
  depth: 15,
  aliases: 50,
  directives: 50,
  bulkFields: 1,
  cost: 200_000,
  listValues: 250_000,
};
/** What bounds connections, likewise. */
export const CONNECTIONS = { limit: 2_000, subscriptions: 100, initSeconds: 5, pingSeconds: 15, messageBytes: 262_144 };
/** Seconds within which a request must have come, likewise. */
export const RECEIVE_SECONDS = 60;
/** And answered. */
export const ANSWER_SECONDS = 60;
