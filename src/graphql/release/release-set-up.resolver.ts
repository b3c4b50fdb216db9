import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SetUpOutcome } from '../../application/set-up/set-up';
import type { TenantKey } from '../../domain/tenant-key';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { required } from '../required';
import { presentUserError } from '../user-error/user-error.presenter';
import { AddCommitsPayload } from './add-commits.payload';
import { CreateReleaseInput } from './create-release.input';
import { ReleaseCommitInput } from './release-commit.input';
import { presentCommit, presentRelease } from './release.presenter';
import { ReleasePayload } from './release.payload';
import { UpdateReleaseInput } from './update-release.input';

@Resolver()
export class ReleaseSetUpResolver {
  @Mutation(() => ReleasePayload, {
    description:
      'Make a release, or give one that is there to further projects; a repeat changes nothing. Issues of these projects that were resolved in the next release are then resolved in this one, and those that its commits fix are resolved in it. Needs the scope project:releases.',
  })
  async createRelease(
    @Arg('input', () => CreateReleaseInput, { description: 'What to make.' }) input: CreateReleaseInput,
    @Ctx() context: GraphQLContext,
  ): Promise<ReleasePayload> {
    const { commits, ...rest } = input;
    const command = { ...given(rest), commits: (commits ?? []).map(given) };
    return present(context, await context.application.createRelease.execute(context.caller, command));
  }

  @Mutation(() => ReleasePayload, {
    description:
      'Set the date of a release, archive it or take it back into use, give it to further projects, add commits. NOT_FOUND where no project that the caller sees has it. Needs the scope project:releases.',
  })
  async updateRelease(
    @Arg('input', () => UpdateReleaseInput, { description: 'What to change.' }) input: UpdateReleaseInput,
    @Ctx() context: GraphQLContext,
  ): Promise<ReleasePayload> {
    const { commits, ...rest } = input;
    const command = { ...given(rest), commits: (commits ?? []).map(given) };
    return present(context, await context.application.updateRelease.execute(context.caller, command));
  }

  @Mutation(() => AddCommitsPayload, {
    description:
      'Register commits before any release holds them, and resolve the issues that their messages say they fix. Needs the scope project:releases.',
  })
  async addCommits(
    @Arg('organization', () => String, { description: 'The slug of the organization.' }) organization: string,
    @Arg('commits', () => [ReleaseCommitInput], { description: 'The commits: at most 1000.' })
    commits: ReleaseCommitInput[],
    @Ctx() context: GraphQLContext,
  ): Promise<AddCommitsPayload> {
    const command = { organization, commits: commits.map(given) };
    const { value, problems } = await context.application.addCommits.execute(context.caller, command);
    context.forget();
    const rows = await Promise.all((value ?? []).map((key) => context.loaders.commits.load(key)));
    return Object.assign(new AddCommitsPayload(), {
      commits: rows.map((row) => presentCommit(required(row, 'a commit'))),
      userErrors: problems.map(presentUserError),
    });
  }
}

async function present(context: GraphQLContext, { value, problems }: SetUpOutcome<TenantKey>): Promise<ReleasePayload> {
  context.forget();
  const release = value && presentRelease(required(await context.loaders.releases.load(value), 'a release'));
  return Object.assign(new ReleasePayload(), { release, userErrors: problems.map(presentUserError) });
}
