import type { DuePart } from '../account/due-part.ts';
import { accountContext } from '../conditions/account-context.ts';
import { turnsAt } from '../conditions/evaluate-condition.ts';
import { journeysWithSignals } from '../triggers/signal/has-signal.ts';
import { isGone } from './evaluate-signals.ts';

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
