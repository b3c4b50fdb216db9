import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { presentConnection } from '../connection/connection.presenter';
import type { ConnectionOf } from '../connection/connection.type';
import { pageRequest } from '../connection/page.args';
import type { GraphQLContext } from '../context';
import { loadCount, loadPage } from '../page-loader';
import { loadUser } from '../people/load-user';
import { UserType } from '../people/user.type';
import { presentProject } from '../project/project.presenter';
import { ProjectType } from '../project/project.type';
import { DeliveriesArgs } from './deliveries.args';
import { presentDelivery, presentWebhook } from './webhook.presenter';
import { WebhookDeliveryConnectionType, WebhookType, type WebhookDeliveryType } from './webhook.type';

@Resolver(() => WebhookType)
export class WebhookResolver {
  @Query(() => [WebhookType], {
    description:
      'The webhooks of an organization, oldest first. NOT_FOUND for one that the token does not reach. Needs the scope org:read, else PERMISSION_DENIED.',
  })
  async webhooks(
    @Arg('organization', () => String, { description: 'The slug of the organization.' }) organization: string,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<WebhookType[]> {
    return (await application.readWebhooks.ofOrganization(caller, organization)).map(presentWebhook);
  }

  @FieldResolver(() => WebhookDeliveryConnectionType, {
    description: 'Its deliveries, newest first. They are kept for some time after they were made or given up.',
  })
  async deliveries(
    @Root() { organizationId, id }: WebhookType,
    @Args(() => DeliveriesArgs) { state, ...args }: DeliveriesArgs,
    @Ctx() { application, caller, loaders }: GraphQLContext,
  ): Promise<ConnectionOf<WebhookDeliveryType>> {
    const page = pageRequest('deliveries', args);
    const only = state ?? null;
    const request = { name: `deliveries ${only}`, key: { organizationId, id }, page };
    const { readWebhooks } = application;
    const slice = await loadPage(loaders, request, (keys) =>
      readWebhooks.deliveryPages(caller, keys, { state: only, page }),
    );
    return presentConnection(slice, {
      connection: 'deliveries',
      page,
      keyOf: (delivery) => delivery.id,
      present: presentDelivery,
      count: () => loadCount(loaders, request, (keys) => readWebhooks.deliveryCounts(keys, only)),
    });
  }

  @FieldResolver(() => [ProjectType], {
    description:
      'The projects of whose issues it is told, of those that the caller sees; null: all projects of the organization.',
    nullable: true,
  })
  async projects(
    @Root() { organizationId, projectIds }: WebhookType,
    @Ctx() { caller, loaders }: GraphQLContext,
  ): Promise<ProjectType[] | null> {
    const access = caller.organizations.find((organization) => organization.organizationId === organizationId);
    const visible = projectIds?.filter((id) => access?.projects.has(id));
    if (visible === undefined) return null;
    const projects = await Promise.all(visible.map((id) => loaders.projects.load({ organizationId, id })));
    return projects.flatMap((project) => (project === null ? [] : [presentProject(project)]));
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who made it; null for a token that belongs to no user.',
  })
  createdBy(@Root() { createdByUserId }: WebhookType, @Ctx() context: GraphQLContext): Promise<UserType | null> {
    return loadUser(context, createdByUserId);
  }
}
