/** What an enrollment comes to, as far as it costs. */
export interface JourneySize {
  journey: string;
  /** States on its longest path: Step Functions bills each. */
  transitions: number;
  /** Mails that it may send. */
  mails: number;
}
