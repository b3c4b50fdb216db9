import type { FastifyRequest } from 'fastify';

const OF_PEOPLE = /^\/(?:graphql|api\/0)(?:[/?]|$)/;

/**
 * Whether a request is to the routes of people and scripts, which have limits of their own; events have a queue. What
 * counts is the route that was found: the same one can be asked for in many ways (`/%67raphql`, `http://HOST/graphql`).
 */
export function isOfPeople({ routeOptions, url }: FastifyRequest): boolean {
  return OF_PEOPLE.test(routeOptions.url ?? url);
}
