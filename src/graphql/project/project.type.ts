import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';

@ObjectType('Project', {
  description: 'What sends events: usually one application or service.',
  simpleResolvers: true,
})
export class ProjectType {
  organizationId: string;
  /** null: not read yet. */
  view: ProjectView | null;

  @Field(() => ID, { description: 'Decimal 64-bit number; the last part of the DSN.' })
  id: string;

  @Field(() => String, { description: 'Unique within the organization; arguments named `projects` take it.' })
  slug: string;

  @Field(() => String, { description: 'The name to show.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: 'The platform that was named at its creation, for example `node`.',
  })
  platform: string | null;

  @Field(() => [String], {
    description:
      'Features that are switched on, for example `discard-groups`, without which issues cannot be discarded.',
  })
  features: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Hours without an event after which an issue counts as resolved; null: never.',
  })
  resolveAge: number | null;
}
