import { problem, type Problem } from '../../problem';
import type { ChangeKey } from '../changes';
import type { CallFacts } from '../strategy';

/** Marks belong to a user, so a token without one cannot set them. */
export function requireActor<K extends ChangeKey>(attribute: K, { actor }: CallFacts<K>): readonly Problem[] {
  return actor === null ? [problem('ACTOR_REQUIRED', { field: ['input', attribute] })] : [];
}
