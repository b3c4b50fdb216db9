import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SetUpOutcome } from '../../application/set-up/set-up';
import type { TenantKey } from '../../domain/tenant-key';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentProject } from '../project/project.presenter';
import { required } from '../required';
import { presentUserError } from '../user-error/user-error.presenter';
import { CreateProjectInput } from './create-project.input';
import { ProjectPayload } from './project.payload';
import { UpdateProjectInput } from './update-project.input';

@Resolver()
export class ProjectSetUpResolver {
  @Mutation(() => ProjectPayload, {
    description:
      'Make a project, with a key for SDKs. ALREADY_EXISTS where another project of the organization has the slug. Needs the scope project:write.',
  })
  async createProject(
    @Arg('input', () => CreateProjectInput, { description: 'What to make.' }) input: CreateProjectInput,
    @Ctx() context: GraphQLContext,
  ): Promise<ProjectPayload> {
    return present(context, await context.application.createProject.execute(context.caller, given(input)));
  }

  @Mutation(() => ProjectPayload, {
    description:
      'Change a project. NOT_FOUND where there is none or the caller does not see it. Needs the scope project:write.',
  })
  async updateProject(
    @Arg('input', () => UpdateProjectInput, { description: 'What to change.' }) input: UpdateProjectInput,
    @Ctx() context: GraphQLContext,
  ): Promise<ProjectPayload> {
    const { resolveAge, ...rest } = input;
    // The one input of a set-up in which null is not the same as absent.
    const command = { ...given(rest), ...(resolveAge === undefined ? {} : { resolveAge }) };
    return present(context, await context.application.updateProject.execute(context.caller, command));
  }
}

async function present(context: GraphQLContext, { value, problems }: SetUpOutcome<TenantKey>): Promise<ProjectPayload> {
  await context.refresh();
  const project = value && presentProject(required(await context.loaders.projects.load(value), 'a project'));
  return Object.assign(new ProjectPayload(), { project, userErrors: problems.map(presentUserError) });
}
