import type { DuePart } from '../account/due-part.ts';
import { accountTimezone } from '../account/profile.ts';
import { accountContext } from '../conditions/account-context.ts';
import { turnsAt } from '../conditions/evaluate-condition.ts';
import { journeysWithSignals } from '../triggers/signal/has-signal.ts';
import { isGone } from './evaluate-signals.ts';
import { nextWeeklyEvaluation, weekKnownEverywhere } from './weeks.ts';

/**
 * Every account is evaluated weekly, whatever today's journeys ask: so a journey that is deployed later finds it, and a
 * count that only sinks as time goes by is noticed. Churned accounts are not evaluated.
 */
export const weekDue: DuePart = ({ snapshot, now }) => {
  if (snapshot.profile === undefined || isGone(snapshot)) return [];
  return [{ at: nextWeeklyEvaluation(snapshot.account, now, accountTimezone(snapshot.profile)), recurs: true }];
};

/** A guarded signal that tripped waits until the week is known everywhere. */
export const guardDue: DuePart = ({ snapshot: { evaluation } }) =>
  Object.values(evaluation?.signals ?? {}).flatMap(({ pending }) =>
    pending ? [{ at: weekKnownEverywhere(pending.period) }] : [],
  );

/**
 * When a signal may fire because nothing happened until then. Rearming is left to the weekly evaluation: nothing depends on
 * its exact time.
 */
export const quietDue: DuePart = ({ snapshot, journeys, now }) => {
  if (isGone(snapshot)) return [];
  const context = accountContext(snapshot, now);
  return journeysWithSignals(journeys)
    .filter(({ id, enroll }) => enroll.period === undefined && snapshot.evaluation?.signals[id]?.armed)
    .flatMap(({ enroll }) => turnsAt(enroll.when, context) ?? [])
    .map(at => ({ at }));
};
