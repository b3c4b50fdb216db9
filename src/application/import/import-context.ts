import type { References } from './references';

/** What all steps of an import have in common. */
export interface ImportContext {
  readonly organizationId: string;
  readonly references: References;
  readonly now: Date;
}
