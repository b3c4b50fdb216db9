/** The settings of the product, as they are where nothing is set. */
export const SETTINGS = {
  synchronousLimit: 10_000,
  outcomeRetentionDays: 30,
  eventRetentionDays: 90,
  tokenRetentionDays: 30,
  undoWindowSeconds: 60,
  mergeEventLimit: 0,
  eventBatchSize: 100,
  eventWriters: 2,
  eventQueueLength: 5_000,
};
