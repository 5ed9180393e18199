import type { SignalState } from '../account/evaluation.ts';
import { countChange, type GuardVerdict, type WeekCount } from '../account/telemetry-guard.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  confirmWeek,
  correctWeek,
  isToConfirm,
  type JudgedSignal,
  judgeWeekly,
  type SignalReading,
  weekCount,
} from './judge-signal.ts';
import type { Week } from './weeks.ts';

export interface WeekEvaluation {
  state: SignalState;
  /** How the signal looks at a week's end, in the zone that the account has now. */
  lookAt: (period: string) => SignalReading;
  /** The last complete week. */
  week: Week;
  guarded: boolean;
  /** The telemetry guard's verdict; nothing before it was computed. */
  verdictOf: (period: string) => GuardVerdict | undefined;
  now: Instant;
}

export interface WeeklyJudged extends JudgedSignal {
  /** The account's increments to the counts of weeks. */
  counts: readonly (WeekCount & { period: string })[];
  /** The week whose verdict is needed first. */
  awaits?: string;
}

/** Puts the week right that was judged last, confirms what tripped, and judges the week that is complete since then. */
export const evaluateWeek = ({ state, lookAt, week, guarded, verdictOf, now }: WeekEvaluation): WeeklyJudged => {
  const { judged } = state;
  const corrected = judged ? correctWeek(state, lookAt(judged.period), now) : { state, news: [] };
  const counts = judged
    ? [{ period: judged.period, ...countChange(weekCount(judged), weekCount(corrected.state.judged)) }]
    : [];
  const { pending } = corrected.state;
  const toConfirm = pending && isToConfirm(corrected.state, now) ? pending.period : undefined;
  const verdict = toConfirm === undefined ? undefined : verdictOf(toConfirm);
  const confirmed = verdict ? confirmWeek(corrected.state, verdict, now) : { state: corrected.state, news: [] };
  const isNewWeek = judged === undefined || judged.period < week.period;
  const next = isNewWeek
    ? judgeWeekly(confirmed.state, lookAt(week.period), week, guarded, now)
    : { state: confirmed.state, news: [] };
  const counted = isNewWeek ? [{ period: week.period, ...weekCount(next.state.judged) }] : [];
  return {
    state: next.state,
    news: [...corrected.news, ...confirmed.news, ...next.news],
    counts: guarded ? [...counts, ...counted].filter(({ evaluated, tripped }) => evaluated !== 0 || tripped !== 0) : [],
    ...(toConfirm !== undefined && verdict === undefined && { awaits: toConfirm }),
  };
};
