import type { MutationOptions } from '../../domain/bulk/mutation-options';

/** Takes back what one operation changed. */
export interface UndoBulkOperationCommand {
  /** Of the operation. */
  readonly id: string;
  readonly options: MutationOptions;
}
