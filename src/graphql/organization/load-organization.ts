import type { GraphQLContext } from '../context';
import { required } from '../required';
import { presentOrganization } from './organization.presenter';
import type { OrganizationType } from './organization.type';

/** The organization of data that the caller sees. */
export async function loadOrganization({ loaders }: GraphQLContext, id: string): Promise<OrganizationType> {
  return presentOrganization(required(await loaders.organizations.load(id), 'an organization'));
}
