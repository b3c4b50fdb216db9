import { ArgsType, Field, ID } from 'type-graphql';
import { BulkMutationOptionsInput } from '../bulk-mutate-issues/options.input';

@ArgsType()
export class UndoBulkOperationArgs {
  @Field(() => ID, { description: 'The id of the operation.' })
  id: string;

  @Field(() => BulkMutationOptionsInput, {
    nullable: true,
    description: 'How to carry it out. `errorPolicy` is SKIP_INVALID by default.',
  })
  options?: BulkMutationOptionsInput | null;
}
