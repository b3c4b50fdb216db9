import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentUserError } from '../user-error/user-error.presenter';
import { presentViewer } from '../viewer/viewer.presenter';
import { ViewerPayload } from './viewer.payload';

@Resolver()
export class UpdateViewerResolver {
  @Mutation(() => ViewerPayload, {
    description:
      'Change the settings of the user behind the token; they hold in every organization. ACTOR_REQUIRED for a token without a user. Needs no scope.',
  })
  async updateViewer(
    @Arg('selfAssignOnResolve', () => Boolean, {
      nullable: true,
      description:
        'Whether issues that nobody is assigned to are assigned to the user who resolves them; left out it stays as it is.',
    })
    selfAssignOnResolve: boolean | null | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<ViewerPayload> {
    const { application, caller } = context;
    const { value, problems } = await application.updateViewer.execute(caller, given({ selfAssignOnResolve }));
    await context.refresh();
    return Object.assign(new ViewerPayload(), {
      viewer: value && presentViewer(context.caller),
      userErrors: problems.map(presentUserError),
    });
  }
}
