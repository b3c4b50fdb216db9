import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { PageArgs, pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { loadOrganization } from '../organization/load-organization';
import { OrganizationType } from '../organization/organization.type';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { presentUserError } from '../user-error/user-error.presenter';
import { UserErrorType } from '../user-error/user-error.type';
import { presentBulkOperation } from './bulk-operation.presenter';
import { BulkOperationConnectionType, BulkOperationType } from './bulk-operation.type';
import { asSeen } from './operation-error';
import { loadOperation, loadOperationRequest } from './load-operation';

type Json = Readonly<Record<string, unknown>>;

@Resolver(() => BulkOperationType)
export class BulkOperationResolver {
  @Query(() => BulkOperationType, {
    nullable: true,
    description:
      'A bulk operation by its id; null where there is none in an organization that the token reaches. Needs the scope event:read, else PERMISSION_DENIED.',
  })
  async bulkOperation(
    @Arg('id', () => ID, { description: 'The id of the operation.' }) id: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<BulkOperationType | null> {
    const operation = await application.readOperations.byId(caller, id);
    return operation && presentBulkOperation(operation);
  }

  @Query(() => BulkOperationConnectionType, {
    description:
      'The bulk operations of an organization, newest first. NOT_FOUND for one that the token does not reach. Needs the scope event:read, else PERMISSION_DENIED.',
  })
  async bulkOperations(
    @Arg('organization', () => String, { description: 'The slug of the organization.' }) organization: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<ConnectionOf<BulkOperationType>> {
    const page = pageRequest('operations', args);
    return presentConnection(await application.readOperations.page(caller, organization, page), {
      connection: 'operations',
      page,
      keyOf: ({ id }) => id,
      present: presentBulkOperation,
      count: () => application.readOperations.count(caller, organization),
    });
  }

  @FieldResolver(() => GraphQLJSONObject, {
    nullable: true,
    description: 'The attributes as they were asked for; null for an undo.',
  })
  input(@Root() operation: BulkOperationType, @Ctx() context: GraphQLContext): Promise<Json | null> {
    return loadOperationRequest(context, operation, 'input');
  }

  @FieldResolver(() => GraphQLJSONObject, {
    description:
      '`ids`, `where` and `options` as they were given; what cannot be an id is cut to 64 characters. Of an undo `id` and `options`. BAD_USER_INPUT where the answer would hold more than 16 MB of it.',
  })
  selection(@Root() operation: BulkOperationType, @Ctx() context: GraphQLContext): Promise<Json> {
    return loadOperationRequest(context, operation, 'selection');
  }

  @FieldResolver(() => UserErrorType, { nullable: true, description: 'Why it failed; null unless it did.' })
  async error(
    @Root() { organizationId, problem }: BulkOperationType,
    @Ctx() context: GraphQLContext,
  ): Promise<UserErrorType | null> {
    return problem && presentUserError(await asSeen(context, organizationId, problem));
  }

  @FieldResolver(() => OrganizationType, { description: 'The organization whose issues it changes.' })
  organization(@Root() operation: BulkOperationType, @Ctx() context: GraphQLContext): Promise<OrganizationType> {
    return loadOrganization(context, operation.organizationId);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who asked for it; null for a token that belongs to no user.',
  })
  actor(@Root() operation: BulkOperationType, @Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, operation.actorId);
  }

  @FieldResolver(() => BulkOperationType, {
    nullable: true,
    description: 'The operation that undid this one; null where it has not been undone.',
  })
  undoneBy(@Root() operation: BulkOperationType, @Ctx() context: GraphQLContext): Promise<BulkOperationType | null> {
    return loadOperation(context, operation.organizationId, operation.undoneById);
  }

  @FieldResolver(() => BulkOperationType, {
    nullable: true,
    description: 'The operation that this one undid, or would undo in a dry run; null where it is no undo.',
  })
  undoes(@Root() operation: BulkOperationType, @Ctx() context: GraphQLContext): Promise<BulkOperationType | null> {
    return loadOperation(context, operation.organizationId, operation.undoesId);
  }
}
