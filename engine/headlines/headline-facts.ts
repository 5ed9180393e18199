import type { HealthComponent } from '../definition/health-rules.ts';
import type { CalendarDate } from '../kernel/instant.ts';

/** A number that is compared with its former value. */
export interface BeforeAfter {
  before: number;
  after: number;
}

/** The facts behind an account's headlines. Unknown facts are absent, and get no headline. */
export interface HeadlineFacts {
  account: string;
  /** The company's. */
  name: string;
  /** Yearly revenue in dollars. */
  arr?: number;
  /** The day from which on the numbers below are compared, in the account's zone. */
  since: CalendarDate;
  /** Score of 0 to 100, and the component that moved it most. */
  health?: BeforeAfter & { moved?: HealthComponent };
  /** User-days of signing in, in a complete week. */
  signIns?: BeforeAfter;
  /** Percent of the seats that are used on a working day. */
  dailyUse?: BeforeAfter;
  /** In so many days, and in as many before. */
  tickets?: BeforeAfter & { days: number };
  nps?: BeforeAfter;
  championLeft?: true;
  /** Whole days since the oldest open payment failed. */
  failingDays?: number;
  cancelScheduled?: true;
  seats?: { used: number; bought: number };
  /** Goals whose day has passed. */
  overdueGoals: readonly { goal: string; days: number }[];
}
