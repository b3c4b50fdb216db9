import { Field, ID, ObjectType } from 'type-graphql';
import type { MemberRole } from '../../domain/access';
import { MemberRoleEnum } from './member-role.enum';

@ObjectType('Member', { description: 'A user’s membership of an organization.' })
export class MemberType {
  organizationId: string;
  userId: string;

  @Field(() => ID, { description: 'Decimal 64-bit number of the membership, not of the user.' })
  id: string;

  @Field(() => MemberRoleEnum, { description: 'What the member may do.' })
  role: MemberRole;

  @Field(() => Boolean, { description: 'An inactive member keeps their history, and their tokens are refused.' })
  active: boolean;
}
