import { lookup as resolve, type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../application/webhooks/public-address';

/** The name leads to an address that may not be called. */
export class PrivateAddressError extends Error {
  readonly code = 'EPRIVATE';

  constructor() {
    super('The host has an address that is not public.');
  }
}

/** How names are looked up: as the system does it, unless a test has names of its own. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks a name up for a connection and refuses it where one of its addresses is not public. The connection goes to what
 * was looked at: a name that changes its address between two looks gains nothing.
 */
export function guardedLookup(resolveAll: Resolve = resolve): LookupFunction {
  return (host, options, callback) => {
    resolveAll(host, { ...options, all: true }, (error, addresses) => {
      // With an error there are no addresses at all, whatever the type says.
      if (error !== null) return callback(error, '', 4);
      const [first] = addresses;
      if (first === undefined) callback(new Error('The host has no address.'), '', 4);
      else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(new PrivateAddressError(), '', 4);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
