/** What went wrong with a call, in words for the owner of the webhook: nothing of this machine, its names or its network. */
export function failureSentence({ code = '' }: { readonly code?: string | undefined }): string {
  const sentence = SENTENCES.find(([codes]) => codes.test(code))?.[1];
  if (sentence !== undefined) return sentence;
  return code === '' ? 'The call failed.' : `The call failed (${code}).`;
}

const SENTENCES: readonly (readonly [codes: RegExp, sentence: string])[] = [
  [/^EPRIVATE$/, 'The address is not a public one.'],
  [/^ETOOSLOW$/, 'There was no answer in time.'],
  [/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, 'The name of the host is not known.'],
  [/^ECONNREFUSED$/, 'The host refused the connection.'],
  [/^(ECONNRESET|EPIPE)$/, 'The host broke off the connection.'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'The host could not be reached.'],
  [
    /^EPROTO$|CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO_/,
    'The certificate of the host is not valid, or it does not speak TLS.',
  ],
  [/^HPE_/, 'The answer was not HTTP.'],
];
