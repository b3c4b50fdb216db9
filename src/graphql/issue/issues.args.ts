import { ArgsType, Field, Int } from 'type-graphql';
import type { IssueSort } from '../../domain/search/issue-sort';
import { IssueSortEnum } from './issue.enums';

export const DEFAULT_QUERY = 'is:unresolved';
export const DEFAULT_SORT: IssueSort = 'LAST_SEEN';

@ArgsType()
export class IssuesArgs {
  @Field(() => String, {
    description: 'The slug of the organization; NOT_FOUND for one that the token does not reach.',
  })
  organization: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Slugs of projects; without it all that the caller sees, an empty list finds nothing, and NOT_FOUND for a project that the caller does not see.',
  })
  projects?: string[] | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: DEFAULT_QUERY,
    description:
      'Issue search syntax of at most 4,096 characters, for example `is:unresolved assigned:me level:error`; a blank one finds every issue; docs/search.md lists the terms. INVALID_QUERY with the `position` of the mistake where it cannot be read.',
  })
  query?: string | null;

  @Field(() => IssueSortEnum, {
    nullable: true,
    defaultValue: DEFAULT_SORT,
    description: 'The order of the issues. A cursor belongs to the order in which it was given.',
  })
  sort?: IssueSort | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many issues at most, from the start of the page: 25 by default, and a number above 100 is read as 100. Not together with `last`.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many issues at most, from the end of the page; a number above 100 is read as 100. Not together with `first`.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor before which the page ends.' })
  before?: string | null;
}
