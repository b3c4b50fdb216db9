import { Field, ObjectType } from 'type-graphql';
import { OrganizationType } from '../organization/organization.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('OrganizationPayload', { description: 'What became of an organization.' })
export class OrganizationPayload {
  @Field(() => OrganizationType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  organization: OrganizationType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
