import { ArgsType, Field, Int } from 'type-graphql';
import type { OutcomeStatus } from '../../domain/bulk-operation';
import type { GivenPage } from '../connection/page.args';
import { IssueOutcomeStatusEnum } from './bulk-operation.enums';

export const MAX_OUTCOMES = 1000;

@ArgsType()
export class OutcomesArgs implements GivenPage {
  @Field(() => Int, {
    nullable: true,
    description: 'How many outcomes at most: 25 by default, and a number above 1000 is read as 1000.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which the page begins; without it the page begins with the first outcome.',
  })
  after?: string | null;

  @Field(() => [IssueOutcomeStatusEnum], {
    nullable: true,
    description: 'Only outcomes of these kinds; without it all, and an empty list finds none.',
  })
  status?: OutcomeStatus[] | null;
}
