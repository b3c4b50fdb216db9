import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { presentActivity } from '../activity/activity.presenter';
import type { GraphQLContext } from '../context';
import { presentUserError } from '../user-error/user-error.presenter';
import { IssueNotePayload } from './issue-note.payload';

@Resolver()
export class AddIssueNoteResolver {
  @Mutation(() => IssueNotePayload, {
    description:
      'Write a note into the feed of an issue; who writes it follows the issue from then on, unless they had decided about that before. The issue’s `version` does not grow. NOT_FOUND where there is no such issue or the caller does not see it; ACTOR_REQUIRED for a token without a user. Needs the scope event:write or event:admin.',
  })
  async addIssueNote(
    @Arg('issueId', () => ID, { description: 'The id of the issue.' }) issueId: string,
    @Arg('text', () => String, { description: '1 to 65,536 characters, not only spaces; shown as it is given.' })
    text: string,
    @Ctx() context: GraphQLContext,
  ): Promise<IssueNotePayload> {
    const { value, problems } = await context.application.addIssueNote.execute(context.caller, { issueId, text });
    await context.refresh();
    return Object.assign(new IssueNotePayload(), {
      activity: value && presentActivity(value),
      userErrors: problems.map(presentUserError),
    });
  }
}
