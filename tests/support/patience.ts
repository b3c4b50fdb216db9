import type { TransactionLimits } from '../../src/persistence/unit-of-work';

/** For what must happen and takes as long as the machine takes: only a test that hangs is meant to meet it. */
export const PATIENCE_MS = 60_000;

/** Of transactions and reads of the tests: none of them fails because the machine is busy. */
export const PATIENT: TransactionLimits = { lockTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS };
