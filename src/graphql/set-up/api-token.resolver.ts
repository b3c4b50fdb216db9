import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentUserError } from '../user-error/user-error.presenter';
import { ApiTokenPayload } from './api-token.payload';
import { CreateApiTokenInput } from './create-api-token.input';
import { RevokeApiTokenPayload } from './revoke-api-token.payload';

@Resolver()
export class ApiTokenResolver {
  @Mutation(() => ApiTokenPayload, {
    description:
      'Make a token. PERMISSION_DENIED for a scope that the token which makes it does not have, or that the role of its user does not grant. A token for the user who asks needs no scope; one for another user or for the organization needs org:admin.',
  })
  async createApiToken(
    @Arg('input', () => CreateApiTokenInput, { description: 'What to make.' }) input: CreateApiTokenInput,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<ApiTokenPayload> {
    const { value, problems } = await application.createApiToken.execute(caller, given(input));
    return Object.assign(new ApiTokenPayload(), {
      id: value?.id ?? null,
      token: value?.token ?? null,
      userErrors: problems.map(presentUserError),
    });
  }

  @Mutation(() => RevokeApiTokenPayload, {
    description:
      'Refuse a token from now on; revoking it again changes nothing. NOT_FOUND where the caller reaches no such token. The token of the request and those of its user need no scope, all others of the organization org:admin.',
  })
  async revokeApiToken(
    @Arg('id', () => ID, { description: 'The id of the token.' }) id: string,
    @Ctx() context: GraphQLContext,
  ): Promise<RevokeApiTokenPayload> {
    const { value, problems } = await context.application.revokeApiToken.execute(context.caller, id);
    await context.refresh();
    return Object.assign(new RevokeApiTokenPayload(), {
      revokedId: value,
      userErrors: problems.map(presentUserError),
    });
  }
}
