import { problem, type Problem, type ProblemCode } from '../../problem';
import type { ReleaseFacts } from '../../releases/release-facts';
import { isFullVersion } from '../../releases/version';
import type { ResolveForm } from './resolve-form';

/** What the form names and no project of the call could have. */
export function checkForm(form: ResolveForm, { commit, named }: ReleaseFacts): readonly Problem[] {
  if (commit === 'unknown-repository') return [refusal('REPOSITORY_NOT_FOUND', ['inCommit', 'repository'])];
  if (commit === 'unknown-commit') return [refusal('COMMIT_NOT_FOUND', ['inCommit', 'commit'])];
  if (form.in !== 'future-release' || named.size > 0 || isFullVersion(form.version)) return [];
  const message =
    'A release that does not exist yet must be named as package@major.minor.patch[-prerelease][+build], for example shop@1.4.0.';
  return [refusal('INVALID_INPUT', ['inFutureRelease'], message)];
}

function refusal(code: ProblemCode, path: readonly string[], message?: string): Problem {
  return problem(code, { field: ['input', 'statusDetails', ...path], ...(message !== undefined && { message }) });
}
