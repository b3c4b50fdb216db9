import { UnavailableError } from '../../domain/unavailable-error';

/** Does work once more where nobody knows whether it was committed; it must be work that may be done twice. */
export async function againIfUnknown<T>(work: () => Promise<T>): Promise<T> {
  const [tried] = await Promise.allSettled([work()]);
  if (tried.status === 'fulfilled') return tried.value;
  if (tried.reason instanceof UnavailableError && tried.reason.fate === 'UNKNOWN') return work();
  throw tried.reason;
}
