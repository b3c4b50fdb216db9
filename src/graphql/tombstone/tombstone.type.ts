import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { GroupLevel } from '../../domain/group';
import { connectionType } from '../connection/connection.type';
import { IssueLevelEnum } from '../issue/issue.enums';

@ObjectType('Tombstone', {
  description:
    'What is left of a discarded issue. Events with its fingerprints are accepted, counted here and dropped, until it is deleted.',
})
export class TombstoneType {
  organizationId: string;
  projectId: string;
  actorId: string | null;

  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => ID, { description: 'The id that the issue had.' })
  previousIssueId: string;

  @Field(() => String, { description: 'The title of the issue.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Where in the code the issue came from.' })
  culprit: string | null;

  @Field(() => IssueLevelEnum, { description: 'How severe the SDK called it.' })
  level: GroupLevel;

  @Field(() => Int, { description: 'How many events it has dropped so far.' })
  droppedEvents: number;

  @Field(() => GraphQLDateTime, { description: 'When the issue was discarded.' })
  createdAt: Date;
}

export const TombstoneConnectionType = connectionType('Tombstone', { node: () => TombstoneType, items: 'tombstones' });
