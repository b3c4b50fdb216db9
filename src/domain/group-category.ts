import type { GroupCategory } from './group';

/** What the category of an issue allows. */
export interface CategoryRules {
  /** Whether people may change the status (and substatus) by hand. */
  readonly allowsManualStatus: boolean;
  readonly allowsManualPriority: boolean;
}

const ORDINARY: CategoryRules = { allowsManualStatus: true, allowsManualPriority: true };

/** Metric issues open and close with what they measure, so a person's word does not hold. */
export const CATEGORY_RULES: Record<GroupCategory, CategoryRules> = {
  ERROR: ORDINARY,
  PERFORMANCE: ORDINARY,
  CRON: ORDINARY,
  REPLAY: ORDINARY,
  FEEDBACK: ORDINARY,
  UPTIME: ORDINARY,
  METRIC: { allowsManualStatus: false, allowsManualPriority: false },
  OTHER: ORDINARY,
};
