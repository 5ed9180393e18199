import { knownSince } from '../account/known-since.ts';
import type { Instant } from '../kernel/instant.ts';
import { type ConditionKind, type EvaluationContext, noEvents } from './condition-kind.ts';
import { isActivity } from './quantity.ts';
import { daysBefore, leavesAt, usageBetween } from './windows.ts';

/** Who is to fall silent must have been heard so many days before it, or nobody knows whether their usage is reported at all. */
const heardDays = 60;

/**
 * Nobody did anything for so many days, after somebody had. A new account may still be setting up, so nothing is known of one
 * that is younger than `knownDays`.
 */
export const silence: ConditionKind<'silence'> = {
  truth: ({ days, knownDays, except }, context) => {
    const known = knownSince(context.profile);
    if (known === undefined || known > daysBefore(context.now, knownDays)) return undefined;
    const last = lastHeard(days, except, context);
    return last === undefined ? undefined : last < daysBefore(context.now, days);
  },
  since: ({ days }, { now }) => daysBefore(now, days + heardDays),
  // Whatever anybody does ends it. To hear of that at once, every event of every account would have to be looked at.
  events: noEvents,
  turnsAt: ({ days, knownDays, except }, context) => {
    const known = knownSince(context.profile);
    const last = lastHeard(days, except, context);
    if (known === undefined || last === undefined) return undefined;
    const [, at = ''] = [leavesAt(known, knownDays), leavesAt(last, days)].sort();
    // Silent already: only somebody's doing something changes that, until nothing is known any more.
    return at > context.now ? at : leavesAt(last, days + heardDays);
  },
  facts: ({ days, except }) => ({
    activeUsers: { kind: 'amount', quantity: { of: 'activeUsers', except }, window: { kind: 'within', days } },
  }),
};

/** The last activity within the days that are looked at. */
const lastHeard = (days: number, except: readonly string[], context: EvaluationContext): Instant | undefined =>
  usageBetween(daysBefore(context.now, days + heardDays), context.now, context)
    .filter(mark => isActivity(mark, except))
    .reduce<Instant | undefined>((last, { at }) => (last === undefined || at > last ? at : last), undefined);
