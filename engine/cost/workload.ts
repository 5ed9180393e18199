/** The assumed load of an account in a month. Every one is an option of `daymark cost`. */
export interface Workload {
  accounts: number;
  /** Track calls. */
  usage: number;
  /** Share of usage that some journey listens to, and that therefore goes through the queue. */
  listened: number;
  /** Identify calls that say something new. */
  identifies: number;
  /** Group calls and billing events. */
  updates: number;
  /** Enrollments in any journey, each of which walks its longest path and sends all of its mails. */
  enrollments: number;
  /** Contacts that a mail goes to. */
  recipients: number;
  /** Evaluations: the week, health, and dates that come due. */
  evaluations: number;
  /** Times that pages ask for prompts. */
  polls: number;
}

export const typical: Omit<Workload, 'accounts'> = {
  usage: 300,
  listened: 0.05,
  identifies: 3,
  updates: 4,
  enrollments: 0.5,
  recipients: 1.5,
  evaluations: 6,
  polls: 100,
};

export const meanings: Readonly<Record<keyof typeof typical, string>> = {
  usage: 'track calls per account and month',
  listened: 'share of them that journeys listen to',
  identifies: 'identify calls per account and month that say something new',
  updates: 'group calls and billing events per account and month',
  enrollments: 'enrollments per account and month, each on the longest path of its journey',
  recipients: 'contacts that a mail goes to',
  evaluations: 'evaluations per account and month',
  polls: 'times per account and month that pages ask for prompts',
};
