import type { DueInstant, DuePart } from '../account/due-part.ts';
import { accountTimezone } from '../account/profile.ts';
import { dateIn, localDate } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { Instant } from '../kernel/instant.ts';
import { isGone } from '../signals/evaluate-signals.ts';
import { morningOf } from '../signals/weeks.ts';
import { metricOf } from './measure-goal.ts';

/**
 * Goals are looked at in the morning after their day and after each milestone's; those that are measured every morning until
 * then, and as soon as they are set.
 */
export const goalDue: DuePart = ({ snapshot, now }) => {
  const { account, profile, successPlan, evaluation } = snapshot;
  if (profile === undefined || successPlan === undefined || isGone(snapshot)) return [];
  const timezone = accountTimezone(profile);
  const nextMorning = (): Instant => {
    const today = localDate(now, timezone);
    const morning = morningOf(account, today, timezone);
    return morning > now ? morning : morningOf(account, plusDays(today, 1), timezone);
  };
  return successPlan.goals.flatMap((goal): DueInstant[] => {
    const state = evaluation?.goals?.[goal.id];
    if (state?.is === 'reached') return [];
    const days = [goal.dueAt, ...(goal.milestones ?? []).map(({ dueAt, doneAt }) => (doneAt ? undefined : dueAt))];
    const mornings = days
      .flatMap(day => dateIn(day, timezone) ?? [])
      .map(date => morningOf(account, plusDays(date, 1), timezone))
      .filter(at => at > now)
      .map(at => ({ at }));
    if (metricOf(goal) === undefined || state?.is === 'missed') return mornings;
    return [state?.measured ? { at: nextMorning(), recurs: true } : { at: now }, ...mornings];
  });
};
