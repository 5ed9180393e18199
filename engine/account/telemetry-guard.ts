import type { Policy } from '../definition/policy.ts';

/** The counts of one guarded rule in one week, over all accounts. */
export interface WeekCount {
  /** Accounts that the rule applied to. */
  evaluated: number;
  /** Accounts, out of these, for which it would fire. */
  tripped: number;
}

/** `withheld`: so many at once indicate broken telemetry. */
export type GuardVerdict = 'fire' | 'withheld';

const usual: NonNullable<Policy['telemetryGuard']> = { share: 0.3, atLeastAccounts: 10 };

/** Withholds above the share; exactly the share still fires. With few accounts, a share means nothing. */
export const judgeWeek = ({ evaluated, tripped }: WeekCount, { share, atLeastAccounts } = usual): GuardVerdict =>
  evaluated >= atLeastAccounts && tripped * 10_000 > Math.round(share * 10_000) * evaluated ? 'withheld' : 'fire';

/** The difference that an account adds to the count of a week. */
export const countChange = (before: WeekCount, after: WeekCount): WeekCount => ({
  evaluated: after.evaluated - before.evaluated,
  tripped: after.tripped - before.tripped,
});

/** Identifies the count of a rule in a week. */
export interface GuardedWeek {
  journey: string;
  period: string;
}

export const guardedWeekKey = ({ journey, period }: GuardedWeek): string => `${journey} ${period}`;
