import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The connections of a pool, and who waits for one. */
export interface PoolState {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

/** What the pool of a data source looks like now. */
export function poolState({ driver }: DataSource): PoolState {
  const { master } = driver as unknown as { readonly master: Pool };
  return { open: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
}
