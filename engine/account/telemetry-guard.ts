import type { Policy } from '../definition/policy.ts';

/** The counts of one guarded rule in one week, over all accounts. */
export interface WeekCount {
  /** Accounts that the rule applied to. */
  evaluated: number;
  /** Of these, those that would fire. */
  tripped: number;
}

/** `withheld`: that many at once tell of broken telemetry, not of customers. */
export type GuardVerdict = 'fire' | 'withheld';

const usual: NonNullable<Policy['telemetryGuard']> = { share: 0.3, atLeastAccounts: 10 };

/** Exactly the share still fires; of few accounts a share says nothing. */
export const judgeWeek = ({ evaluated, tripped }: WeekCount, { share, atLeastAccounts } = usual): GuardVerdict =>
  evaluated >= atLeastAccounts && tripped * 10_000 > Math.round(share * 10_000) * evaluated ? 'withheld' : 'fire';

/** The increment of an account to the count of a week. */
export const countChange = (before: WeekCount, after: WeekCount): WeekCount => ({
  evaluated: after.evaluated - before.evaluated,
  tripped: after.tripped - before.tripped,
});

/** Names the count of a rule in a week. */
export interface GuardedWeek {
  journey: string;
  period: string;
}

export const guardedWeekKey = ({ journey, period }: GuardedWeek): string => `${journey} ${period}`;
