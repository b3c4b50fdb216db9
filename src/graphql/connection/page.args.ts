import { ArgsType, Field, Int } from 'type-graphql';
import type { PageRequest } from '../../domain/page';
import { Refusal } from '../../domain/refusal';
import { decodeCursor } from './cursor';

export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;

/** Which page of a connection, as the client asks for it. */
export interface GivenPage {
  readonly first?: number | null;
  readonly after?: string | null;
}

@ArgsType()
export class PageArgs implements GivenPage {
  @Field(() => Int, {
    nullable: true,
    description: 'How many items at most: 25 by default, and a number above 100 is read as 100.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which the page begins; without it the page begins with the first item.',
  })
  after?: string | null;
}

/** The page in the application's words; throws BAD_USER_INPUT for a negative size or a foreign cursor. */
export function pageRequest(connection: string, { first, after }: GivenPage, cap = MAX_PAGE_SIZE): PageRequest {
  const size = pageSize(first, cap);
  return { first: size, after: after == null ? null : decodeCursor(connection, after) };
}

/** The number of items that `first` or `last` stands for. */
export function pageSize(given: number | null | undefined, cap = MAX_PAGE_SIZE): number {
  if (given == null) return DEFAULT_PAGE_SIZE;
  if (given < 0) throw new Refusal('BAD_USER_INPUT', 'first must not be negative.');
  return Math.min(given, cap);
}
