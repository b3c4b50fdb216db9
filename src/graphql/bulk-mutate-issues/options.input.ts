import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { ErrorPolicy, ExecutionMode } from '../../domain/bulk/mutation-options';
import { BulkErrorPolicyEnum, BulkExecutionModeEnum } from './mutation.enums';

@InputType('IssueVersionInput', { description: 'An issue as the caller knows it.' })
export class IssueVersionInput {
  @Field(() => ID, { description: 'The id of a selected issue.' })
  id: string;

  @Field(() => Int, { description: 'Its `version` when the caller read it.' })
  version: number;
}

@InputType('BulkMutationOptionsInput', { description: 'How to carry out a bulk operation.' })
export class BulkMutationOptionsInput {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Run every check and every statement, report, and roll the changes back; the operation’s record and its outcomes are kept.',
  })
  dryRun?: boolean | null;

  @Field(() => BulkErrorPolicyEnum, {
    nullable: true,
    description: 'ALL_OR_NOTHING by default; SKIP_INVALID for an undo.',
  })
  errorPolicy?: ErrorPolicy | null;

  @Field(() => BulkExecutionModeEnum, {
    nullable: true,
    defaultValue: 'AUTO',
    description:
      'Whether the call waits. A job changes some issues a transaction: it is atomic a part, not as a whole, goes on after a crash where it stopped, and changes every issue once. Under ALL_OR_NOTHING every issue is checked before the first change; if one offends, the operation ends FAILED with `error` and nothing is changed. What starts to offend later is skipped and reported.',
  })
  mode?: 'AUTO' | ExecutionMode | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Refuse with UNEXPECTED_COUNT unless exactly this many issues are selected. Required for a selection without ids that changes more than the status.',
  })
  expectedCount?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      '1 to 255 characters. For 24 hours the same key with the same arguments answers with the same operation and changes nothing again; with other arguments it is refused with IDEMPOTENCY_KEY_REUSED. The HTTP header `Idempotency-Key` says the same for a document with exactly one bulk field.',
  })
  idempotencyKey?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Issues whose `changedAt` lies after this moment are CONFLICT; compared in milliseconds.',
  })
  unchangedSince?: Date | null;

  @Field(() => [IssueVersionInput], {
    nullable: true,
    description:
      'Issues whose version differs are CONFLICT; selected issues that are not named here are not checked. At most 100,000.',
  })
  expectedVersions?: IssueVersionInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'true: everybody who follows any of the issues gets one mail about the whole operation (of a server that sends mail). false: nobody does. It is about people: webhooks and subscriptions are told either way.',
  })
  notify?: boolean | null;
}
