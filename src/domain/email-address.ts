/** Of RFC 5321. */
const MAX_LENGTH = 254;
/** The form of https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address, which the API's EmailAddress demands too. */
const LOCAL_PART = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The address as it is stored, in lower case and without spaces around it; null where it is none. */
export function normalizeEmailAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  const [local, domain, ...rest] = address.split('@');
  if (local === undefined || domain === undefined || rest.length > 0 || address.length > MAX_LENGTH) return null;
  return LOCAL_PART.test(local) && domain.split('.').every((label) => DOMAIN_LABEL.test(label)) ? address : null;
}
