import { ArgsType, Field, ID } from 'type-graphql';
import { BulkMutationOptionsInput } from '../bulk-mutate-issues/options.input';
import { IssueSelectionInput } from '../bulk-mutate-issues/selection.input';

@ArgsType()
export class DeleteIssuesArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of issues, at most 100,000. Each counts once. An empty list selects nothing.',
  })
  ids?: string[] | null;

  @Field(() => IssueSelectionInput, { nullable: true, description: 'Which issues, or which of `ids`.' })
  where?: IssueSelectionInput | null;

  @Field(() => BulkMutationOptionsInput, {
    nullable: true,
    description: 'How to carry it out. Without `ids`, `expectedCount` must be given.',
  })
  options?: BulkMutationOptionsInput | null;
}
