import { problem } from '../../domain/problem';

/** Why an operation fails whose jobs do not come any further. */
export const GIVEN_UP = problem('BUSY', {
  message: 'The operation was tried many times and could not go on. What it has done can be undone.',
});
