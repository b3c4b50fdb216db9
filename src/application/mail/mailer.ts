/** A mail as it goes out. */
export interface OutgoingMail {
  /** The same each time that it is tried. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Takes a POST without more ado. */
  readonly unsubscribeUrl: string;
  /** What mail programs make a list of. */
  readonly organizationSlug: string;
  /** Mails with the same name belong together; null: this one stands alone. */
  readonly thread: string | null;
}

/** What became of one attempt. */
export type Delivery =
  | { readonly delivered: true }
  | {
      readonly delivered: false;
      /** Whether trying again is no use: the address does not exist. */
      readonly permanent: boolean;
      /** Whether there was nobody to hand any mail to. */
      readonly unreachable: boolean;
      readonly error: string;
    };

/** Hands mails to a mail server. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<Delivery>;
}
