import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Release', {
  description: 'A version of what projects run; one version is one release of the organization.',
})
export class ReleaseType {
  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => String, { description: 'Unique within the organization, for example `shop@1.4.0`.' })
  version: string;

  @Field(() => GraphQLDateTime, {
    description: 'When it was created: by a call, or by the first event that named it.',
  })
  dateCreated: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was released, where that was said.' })
  dateReleased: Date | null;

  @Field(() => Boolean, {
    description: 'Whether it is out of use: an archived release is never the newest one, and completes no resolution.',
  })
  archived: boolean;
}
