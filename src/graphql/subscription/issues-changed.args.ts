import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class IssuesChangedArgs {
  @Field(() => String, {
    description: 'The slug of the organization; NOT_FOUND for one that the token does not reach.',
  })
  organization: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Slugs of projects; without it all that the caller sees, those that they come to see later included, and NOT_FOUND for a project that the caller does not see.',
  })
  projects?: string[] | null;
}
