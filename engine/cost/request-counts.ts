/** Consumed capacity units of DynamoDB. */
export interface Taken {
  reads: number;
  writes: number;
}

/** Measured on the embedded DynamoDB; `test/cost/request-counts.test.ts` fails if one changes by over a quarter. */
export const requestCounts = {
  /** Usage that no journey listens to goes straight into its day. */
  usage: { reads: 0, writes: 1 },
  /** An identify call with a new address: the contact, and its entry in the index of addresses, a delete and a put. */
  identify: { reads: 2, writes: 3 },
  /** An event that goes through the queue to routing and is only counted. Reading an account over 4 KB takes more. */
  routed: { reads: 1, writes: 1 },
  /** One that enrolls. */
  enrolling: { reads: 2, writes: 10 },
  /** A mail to one contact: read, reserve, mark as leaving, settle; and the contact's copy in the address index. */
  touch: { reads: 2, writes: 27 },
  /** A page that polls for prompts without changes. */
  poll: { reads: 3, writes: 0 },
  /** Updating lists and counts after a change: reads the account; writes its row, its enrollment and the sums. */
  followed: { reads: 7, writes: 8 },
  /** An SES event about a mail. */
  feedback: { reads: 0, writes: 1 },
} as const satisfies Readonly<Record<string, Taken>>;
