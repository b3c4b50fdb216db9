import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { InboxReason } from '../../domain/group';
import { InboxReasonEnum } from './issue.enums';

@ObjectType('InboxEntry', { description: 'The place of an issue in the inbox, where issues wait for review.' })
export class InboxEntryType {
  @Field(() => InboxReasonEnum, { description: 'Why it waits for review.' })
  reason: InboxReason;

  @Field(() => GraphQLDateTime, { description: 'Since when it waits.' })
  addedAt: Date;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'The conditions of an archiving that ended: `until`, `count`, `window`, `user_count`, `user_window`; null for other reasons.',
  })
  reasonDetails: Readonly<Record<string, unknown>> | null;
}
