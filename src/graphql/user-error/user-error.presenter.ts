import type { Problem } from '../../domain/problem';
import { UserErrorType } from './user-error.type';

export function presentUserError(problem: Problem): UserErrorType {
  const { code, message, field, issueIds, issueCount, details } = problem;
  return Object.assign(new UserErrorType(), { code, message, field, issueIds, issueCount, details });
}
