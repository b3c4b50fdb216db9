import { ArgsType, Field, ID } from 'type-graphql';
import { BulkMutateIssuesInput } from './bulk-mutate-issues.input';
import { BulkMutationOptionsInput } from './options.input';
import { IssueSelectionInput } from './selection.input';

@ArgsType()
export class BulkMutateIssuesArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of issues, at most 100,000. Each counts once. An empty list selects nothing.',
  })
  ids?: string[] | null;

  @Field(() => BulkMutateIssuesInput, { description: 'What to change.' })
  input: BulkMutateIssuesInput;

  @Field(() => IssueSelectionInput, { nullable: true, description: 'Which issues, or which of `ids`.' })
  where?: IssueSelectionInput | null;

  @Field(() => BulkMutationOptionsInput, { nullable: true, description: 'How to carry it out.' })
  options?: BulkMutationOptionsInput | null;
}
