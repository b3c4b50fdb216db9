import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('MergeResult', { description: 'Which issues go into which.' })
export class MergeResultType {
  @Field(() => ID, { description: 'The issue that stays.' })
  parent: string;

  @Field(() => [ID], {
    description: 'The issues that go into it. Their ids and short ids lead to the parent from then on.',
  })
  children: readonly string[];
}
