import { Field, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { description: 'Where a page lies within its connection.', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether items follow the last one of this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether items come before the first one of this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first item, to be given as `before`; null where the page is empty.',
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last item, to be given as `after`; null where the page is empty.',
  })
  endCursor: string | null;
}
