import { knownSince } from '../known-since.ts';
import { type ConditionKind, noEvents } from './condition-kind.ts';
import { isActivity } from './quantity.ts';
import { daysBefore, leavesAt, usageBetween } from './windows.ts';

/**
 * Nobody did anything for so many days. A new account may still be setting up, so nothing is known of one that is younger
 * than `knownDays`; an older one in which nobody ever did anything has been silent all along.
 */
export const silence: ConditionKind<'silence'> = {
  truth: ({ days, knownDays, except }, context) => {
    const known = knownSince(context.profile);
    if (known === undefined || known > daysBefore(context.now, knownDays)) return undefined;
    return !usageBetween(daysBefore(context.now, days), context.now, context).some(mark => isActivity(mark, except));
  },
  // No mark in so many days is all there is to know.
  since: ({ days }, { now }) => daysBefore(now, days),
  // Whatever anybody does ends it. To hear of that at once, every event of every account would have to be looked at.
  events: noEvents,
  turnsAt: ({ days, knownDays, except }, context) => {
    const { now, profile, usage } = context;
    const known = knownSince(profile);
    if (known === undefined) return undefined;
    const last = usage.filter(mark => mark.at <= now && isActivity(mark, except)).at(-1);
    const [oldEnough, silent] = [leavesAt(known, knownDays), last && leavesAt(last.at, days)];
    const at = silent === undefined || silent < oldEnough ? oldEnough : silent;
    // Silent already: only somebody's doing something changes that.
    return at > now ? at : undefined;
  },
  facts: ({ days, except }) => ({
    activeUsers: { kind: 'amount', quantity: { of: 'activeUsers', except }, window: { kind: 'within', days } },
  }),
};
