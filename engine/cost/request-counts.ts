/** Capacity units of DynamoDB for one operation, and its other calls. */
export interface Taken {
  reads: number;
  writes: number;
}

/** Counted on the embedded DynamoDB by `test/cost/request-counts.test.ts`, which fails when one of them changes by more than a quarter. */
export const requestCounts = {
  /** Usage that no journey listens to goes straight into its day. */
  usage: { reads: 0, writes: 1 },
  /** An identify call that says a new address: the contact, and its place in the index of addresses, which is deleted and put. */
  identify: { reads: 2, writes: 3 },
  /** An event that goes through the queue to routing and only counts there. An account of more than 4 KB is read for more. */
  routed: { reads: 1, writes: 1 },
  /** One that enrolls. */
  enrolling: { reads: 2, writes: 10 },
  /** A mail to one contact: read, reserve, mark as leaving, settle. The contact, which notes its mails, is copied to the index of addresses. */
  touch: { reads: 2, writes: 27 },
  /** A page that asks for prompts while nothing changed. */
  poll: { reads: 3, writes: 0 },
  /** A change that lists and counts follow: the account is read, and its row, its enrollment and the sums of that one are written together. */
  followed: { reads: 7, writes: 8 },
  /** SES's feedback on a mail. */
  feedback: { reads: 0, writes: 1 },
} as const satisfies Readonly<Record<string, Taken>>;
