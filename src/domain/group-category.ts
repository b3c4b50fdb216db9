import type { GroupCategory } from './group';

/** What the category of an issue allows. */
export interface CategoryRules {
  /** Whether people may change the status (and substatus) by hand. */
  readonly allowsManualStatus: boolean;
  readonly allowsManualPriority: boolean;
  /** Whether events that come more often than forecast make an issue escalate. */
  readonly detectsEscalation: boolean;
  /** Whether a project may count it as resolved when it has been quiet for long. */
  readonly resolvesByAge: boolean;
}

const ORDINARY: CategoryRules = {
  allowsManualStatus: true,
  allowsManualPriority: true,
  detectsEscalation: true,
  resolvesByAge: true,
};

/**
 * Metric issues open and close with what they measure, so a person's word does not hold. How often they or the checks of
 * an uptime monitor come says nothing about how bad it is, and that none comes does not mean that it is over.
 */
export const CATEGORY_RULES: Record<GroupCategory, CategoryRules> = {
  ERROR: ORDINARY,
  PERFORMANCE: ORDINARY,
  CRON: ORDINARY,
  REPLAY: ORDINARY,
  FEEDBACK: ORDINARY,
  UPTIME: { ...ORDINARY, detectsEscalation: false, resolvesByAge: false },
  METRIC: { allowsManualStatus: false, allowsManualPriority: false, detectsEscalation: false, resolvesByAge: false },
  OTHER: ORDINARY,
};
