import { Field, ObjectType } from 'type-graphql';

@ObjectType('Viewer', { description: 'Whoever the token stands for.' })
export class ViewerType {
  @Field(() => [String], {
    description:
      'What the token may do, sorted: event:read, event:write, event:admin, project:read, project:write, project:releases, org:read, org:write, org:admin. Never more than the role of its user grants.',
  })
  scopes: readonly string[];

  @Field(() => Boolean, {
    description:
      'Whether issues that nobody is assigned to are assigned to the user who resolves them; false for a token without a user.',
  })
  selfAssignOnResolve: boolean;
}
