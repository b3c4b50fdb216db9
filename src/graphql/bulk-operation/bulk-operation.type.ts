import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { BulkOperationKind, BulkOperationState } from '../../domain/bulk-operation';
import type { Problem } from '../../domain/problem';
import { connectionType } from '../connection/connection.type';
import { BulkOperationCountsType } from './bulk-operation-counts.type';
import { BulkOperationKindEnum, BulkOperationStateEnum } from './bulk-operation.enums';

@ObjectType('BulkOperation', { description: 'The record of one change to many issues.' })
export class BulkOperationType {
  organizationId: string;
  actorId: string | null;
  undoesId: string | null;
  undoneById: string | null;
  problem: Problem | null;

  @Field(() => ID, { description: 'Decimal 64-bit number.' })
  id: string;

  @Field(() => BulkOperationKindEnum, { description: 'What kind of change it makes.' })
  kind: BulkOperationKind;

  @Field(() => BulkOperationStateEnum, { description: 'How far it has come.' })
  state: BulkOperationState;

  @Field(() => Boolean, { description: 'Whether it only shows what it would change.' })
  dryRun: boolean;

  @Field(() => BulkOperationCountsType, { description: 'How many issues had each outcome.' })
  counts: BulkOperationCountsType;

  @Field(() => Float, { description: 'The share of the issues that is done, from 0 to 1.' })
  progress: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Issues that had their outcome in a second, on average since its issues were known; null before the first had.',
  })
  issuesPerSecond: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it will have ended if it stays as fast; null unless it is RUNNING and some issues are done.',
  })
  estimatedFinishAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it began to run; null while it waits.' })
  startedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended, however it ended; null before.' })
  finishedAt: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when it can be undone; null where it cannot, for example because it has been.',
  })
  undoableUntil: Date | null;
}

export const BulkOperationConnectionType = connectionType('BulkOperation', {
  node: () => BulkOperationType,
  items: 'bulk operations',
});
