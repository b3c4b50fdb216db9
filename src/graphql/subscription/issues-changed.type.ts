import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('IssuesChanged', {
  description:
    'A committed change of issues, or a part of it: at most 100 ids, `issueIds` and `removedIssueIds` taken together.',
})
export class IssuesChangedType {
  organizationId: string;
  operationId: string | null;

  @Field(() => [ID], { description: 'Issues that are new or have changed, in the order of ids.' })
  issueIds: readonly string[];

  @Field(() => [ID], {
    description:
      'Issues that are gone: deleted, discarded or merged away. Evict them. They are told of when that is decided; what an undo brings back is in `issueIds` of a later event.',
  })
  removedIssueIds: readonly string[];
}
