/** An issue with what its resolution touches. */
export interface LockedRow {
  readonly id: string;
  readonly projectId: string;
  readonly status: string;
  readonly substatus: string | null;
  readonly version: number;
  readonly activeAt: Date;
  readonly resolvedAt: Date | null;
  readonly inboxReason: string | null;
  readonly inboxAddedAt: Date | null;
  readonly openPeriodId: string | null;
  readonly openSince: Date | null;
  readonly isSubscribed: boolean;
  readonly operationId: string;
  readonly activityId: string;
}
