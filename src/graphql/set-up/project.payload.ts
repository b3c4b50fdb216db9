import { Field, ObjectType } from 'type-graphql';
import { ProjectType } from '../project/project.type';
import { UserErrorType } from '../user-error/user-error.type';

@ObjectType('ProjectPayload', { description: 'What became of a project.' })
export class ProjectPayload {
  @Field(() => ProjectType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  project: ProjectType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
