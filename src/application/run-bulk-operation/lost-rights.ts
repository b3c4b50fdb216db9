import { problem } from '../../domain/problem';

/** Why a job does not go on whose token cannot ask for anything any more. */
export const LOST_RIGHTS = problem('PERMISSION_DENIED', {
  message: 'The token that asked for this operation has been revoked, or its user has left the organization.',
});
