import type { Pool } from 'pg';

/** Gives back the jobs that a pool of the queue's workers holds which runs no more; the queue itself would wait four hours. */
export async function unlockJobs(pool: Pool, workerPoolId: string): Promise<void> {
  await pool.query('/* unlock-jobs */ select graphile_worker.force_unlock_workers($1::text[])', [[workerPoolId]]);
}
