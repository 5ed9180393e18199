/** Assumptions about an account's month. Each is an option of `daymark cost`. */
export interface Workload {
  accounts: number;
  /** Track calls. */
  usage: number;
  /** Share of usage that a journey listens to, so that it goes through the queue. */
  listened: number;
  /** Identify calls with changes. */
  identifies: number;
  /** Group calls and billing events. */
  updates: number;
  /** Enrollments in any journey, each of which walks its longest path and sends all of its mails. */
  enrollments: number;
  /** Recipients per mail. */
  recipients: number;
  /** Evaluations: weekly, for health, and for due dates. */
  evaluations: number;
  /** Polls of pages for prompts. */
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
