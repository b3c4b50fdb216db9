import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('BulkOperationCounts', {
  description:
    'How many issues had each outcome. `requested` is the sum of the others, and 0 until the issues are known.',
})
export class BulkOperationCountsType {
  @Field(() => Int, { description: 'Issues that the operation was asked to change, each counted once.' })
  requested: number;

  @Field(() => Int, { description: 'Issues of which at least one attribute changed.' })
  changed: number;

  @Field(() => Int, { description: 'Issues that already were as asked.' })
  unchanged: number;

  @Field(() => Int, { description: 'Issues that do not exist or that the caller did not see.' })
  notFound: number;

  @Field(() => Int, { description: 'Issues that had changed since the version or time that the caller named.' })
  conflict: number;

  @Field(() => Int, { description: 'Issues that the change does not apply to.' })
  invalid: number;

  @Field(() => Int, { description: 'Issues that were left out without being an error.' })
  skipped: number;

  @Field(() => Int, { description: 'Issues not yet done, or never, because the operation was canceled or failed.' })
  pending: number;
}
