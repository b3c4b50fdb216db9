import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Commit', { description: 'A commit of a repository.' })
export class CommitType {
  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => String, { description: 'What names it in its repository, usually a hash.' })
  key: string;

  @Field(() => String, { nullable: true, description: 'Its message; null where none was registered.' })
  message: string | null;

  @Field(() => String, { description: 'The name of the repository that holds it.' })
  repository: string;

  @Field(() => String, { nullable: true, description: 'The address of its author; null where none was registered.' })
  authorEmail: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was made, as it was registered; else when it was registered.' })
  createdAt: Date;
}
