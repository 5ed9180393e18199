import { knownSince } from '../account/profile.ts';
import type { Instant } from '../kernel/instant.ts';
import { earliest } from './composite.ts';
import { type ConditionKind, type EvaluationContext, noEvents } from './condition-kind.ts';
import { activity } from './quantity.ts';
import { daysBefore, lastDays, leavesAt } from './windows.ts';

/** Usage must have been seen within so many days before the silence, or it may be that usage is not reported at all. */
const heardDays = 60;

/**
 * No user activity for so many days, after there was some. A new account may still be setting up, so the answer is unknown for
 * one that is younger than `knownDays`.
 */
export const silence: ConditionKind<'silence'> = {
  truth: ({ days, knownDays, except }, context) => {
    const known = knownSince(context.profile);
    if (known === undefined || known > daysBefore(context.now, knownDays)) return undefined;
    const last = lastHeard(days, except, context);
    return last === undefined ? undefined : last < daysBefore(context.now, days);
  },
  since: ({ days }, { now }) => daysBefore(now, days + heardDays),
  // Any activity ends it. To react at once, every event of every account would have to be evaluated.
  events: noEvents,
  turnsAt: ({ days, knownDays, except }, context) => {
    const known = knownSince(context.profile);
    const last = lastHeard(days, except, context);
    if (known === undefined || last === undefined) return undefined;
    // From when on it is known whether there is silence; then when there is, and when that is not known any more.
    const decided = leavesAt(known, knownDays);
    const turns = [leavesAt(last, days), leavesAt(last, days + heardDays)].filter(at => at > decided);
    return earliest([decided, ...turns].filter(at => at > context.now));
  },
  facts: ({ days, except }) => ({
    activeUsers: { kind: 'amount', quantity: { of: 'activeUsers', except }, window: { kind: 'within', days } },
  }),
};

/** The last activity within the days that are read. */
const lastHeard = (days: number, except: readonly string[], context: EvaluationContext): Instant | undefined => {
  const [from, until] = lastDays(days + heardDays, context.now);
  const last = activity(context.usage, except).last(until);
  return last && last.at >= from ? last.at : undefined;
};
