import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class TombstonesArgs {
  @Field(() => String, { description: 'The slug of the organization.' })
  organization: string;

  @Field(() => String, { description: 'The slug of the project.' })
  project: string;
}
