/** The billable operations of an enrollment. */
export interface JourneySize {
  journey: string;
  /** States on its longest path: Step Functions bills each. */
  transitions: number;
  /** Mails that it may send. */
  mails: number;
}
