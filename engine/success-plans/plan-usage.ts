import type { AccountSnapshot } from '../account/account.ts';
import type { Instant } from '../kernel/instant.ts';
import { measuredSince, metricOf } from './measure-goal.ts';

/** How far back usage must be read to measure the goals of an account's plan; undefined if none is measured. */
export const planUsageSince = (
  { successPlan, evaluation }: Pick<AccountSnapshot, 'successPlan' | 'evaluation'>,
  now: Instant,
): Instant | undefined => {
  const since = (successPlan?.goals ?? []).flatMap(goal => {
    const metric = metricOf(goal);
    const state = evaluation?.goals?.[goal.id];
    return metric ? [measuredSince(metric, state?.since ?? successPlan?.at ?? now, state?.counted, now)] : [];
  });
  return since.sort()[0];
};
