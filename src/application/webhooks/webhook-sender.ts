/** A call that is to be made. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back, its body cut off; or, in a sentence, why nothing did. */
export type WebhookAnswer = { readonly status: number; readonly body: string } | { readonly error: string };

/** Makes calls to addresses that people have entered. */
export interface WebhookSender {
  /** POSTs the body, once, without following a redirect, within bounded time; never throws. */
  send(request: WebhookRequest): Promise<WebhookAnswer>;
}
