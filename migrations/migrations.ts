import { Organizations1795000000001 } from './1795000000001-organizations';
import { Groups1795000000002 } from './1795000000002-groups';
import { BulkOperations1795000000003 } from './1795000000003-bulk-operations';
import { MarksAndShares1795000000004 } from './1795000000004-marks-and-shares';
import { Releases1795000000005 } from './1795000000005-releases';
import { Forecasts1795000000006 } from './1795000000006-forecasts';
import { Merges1795000000007 } from './1795000000007-merges';
import { Tombstones1795000000008 } from './1795000000008-tombstones';
import { Undo1795000000009 } from './1795000000009-undo';
import { Search1795000000010 } from './1795000000010-search';
import { Lifecycle1795000000011 } from './1795000000011-lifecycle';
import { Retention1795000000012 } from './1795000000012-retention';
import { Webhooks1795000000013 } from './1795000000013-webhooks';
import { Mail1795000000014 } from './1795000000014-mail';
import { AsynchronousOperations1795000000015 } from './1795000000015-asynchronous-operations';
import { IssueBudget1795000000016 } from './1795000000016-issue-budget';
import { Deploys1795000000017 } from './1795000000017-deploys';
import { RemovedRowsByIssue1795000000019 } from './1795000000019-removed-rows-by-issue';
import { TokenUses1795000000020 } from './1795000000020-token-uses';
import { EventPartitionFunctions1795000000021 } from './1795000000021-event-partition-functions';
import { IndexesOfLargeTables1795000000022 } from './1795000000022-indexes-of-large-tables';

/** All migrations, oldest first; a migration that is not in this list does not run. */
export const MIGRATIONS = [
  Organizations1795000000001,
  Groups1795000000002,
  BulkOperations1795000000003,
  MarksAndShares1795000000004,
  Releases1795000000005,
  Forecasts1795000000006,
  Merges1795000000007,
  Tombstones1795000000008,
  Undo1795000000009,
  Search1795000000010,
  Lifecycle1795000000011,
  Retention1795000000012,
  Webhooks1795000000013,
  Mail1795000000014,
  AsynchronousOperations1795000000015,
  IssueBudget1795000000016,
  Deploys1795000000017,
  RemovedRowsByIssue1795000000019,
  TokenUses1795000000020,
  EventPartitionFunctions1795000000021,
  IndexesOfLargeTables1795000000022,
] as const;
