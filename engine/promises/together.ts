import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type MessageClass, messageClasses, type Policy } from '../definition/policy.ts';
import type { PromiseOf } from '../definition/promise.ts';
import type { UnprovedPromise } from '../journey/check/proofs.ts';
import { memoizeAbout } from '../kernel/memoize.ts';
import { atMostMonitor } from './monitors/at-most.ts';
import { mostTouches } from './most-touches.ts';
import { type Example, type Proven, proveBy } from './prove.ts';

type AtMost = PromiseOf<'atMost'>;

/** The maximum a contact can get, with its parts. */
export interface BoundTogether {
  most: number;
  parts: readonly { most: number; what: string }[];
}

/**
 * Proves a promise about all journeys together: a frequency cap bounds the mails of its classes; everything else is
 * bounded by the worst days of each journey, which an account is in at most once at a time.
 */
export const unprovedTogether = (
  all: readonly Proven[],
  promise: AtMost,
  policy: Pick<Policy, 'frequencyCaps'>,
): UnprovedPromise[] => {
  const { most, parts } = boundTogether(all, promise, policy);
  if (most <= promise.most) return [];
  const told = parts.map(part => `${part.most} ${part.what}`).join(', ');
  return [{ promise, because: `a contact may get ${most}, made up of ${told}` }];
};

/** The smallest bound over all caps, and the bound without any. */
export const boundTogether = (
  all: readonly Proven[],
  { of, days }: AtMost,
  { frequencyCaps }: Pick<Policy, 'frequencyCaps'>,
): BoundTogether => {
  const classes = of.class ? [of.class] : messageClasses;
  const caps = of.channel === 'email' ? frequencyCaps : [];
  const worst = new Map(classes.map(each => [each, worstOf(all, { ...of, class: each }, days)]));
  const bounds = [undefined, ...caps].map((cap): BoundTogether => {
    const isCapped = (each: MessageClass) => cap?.classes.includes(each) === true;
    const counted = classes.filter(each => !isCapped(each)).flatMap(each => worst.get(each) ?? []);
    const capped = cap && {
      most: cap.atMost * Math.ceil(days / cap.withinDays),
      what: `by the cap of ${cap.classes.join(' and ')}`,
    };
    const parts = capped && classes.some(isCapped) ? [capped, ...counted] : counted;
    const isWhole = capped === undefined || classes.some(isCapped);
    return { most: isWhole ? parts.reduce((sum, part) => sum + part.most, 0) : Number.POSITIVE_INFINITY, parts };
  });
  return bounds.reduce((least, bound) => (bound.most < least.most ? bound : least));
};

const worstOf = (all: readonly Proven[], of: AtMost['of'], days: number): BoundTogether['parts'] =>
  all.flatMap(proven => {
    const most = worstWindow(proven, of, days);
    return most === 0 ? [] : [{ most, what: `${of.class} of "${proven.definition.id}"` }];
  });

/** A journey with the shortest path on which a contact gets the most such touches in the window, up to the last one. */
export interface WorstDays {
  definition: JourneyDefinition;
  most: number;
  example: Example;
}

/** The worst days of each journey that sends such touches. */
export const worstDaysOf = (all: readonly Proven[], { of, days }: Pick<AtMost, 'of' | 'days'>): WorstDays[] =>
  all.flatMap(proven => {
    const most = worstWindow(proven, of, days);
    if (most === 0) return [];
    const { broken } = proveBy(proven, atMostMonitor({ kind: 'atMost', most: most - 1, of, days }));
    return broken ? [{ definition: proven.definition, most, example: broken }] : [];
  });

/** The maximum number of touches of a journey within `days` consecutive dates, on its worst path. */
const worstWindow = memoizeAbout((proven: Proven, of: AtMost['of'], days: number): number => {
  const sure = mostTouches(proven.machine, of);
  for (let most = 0; most < sure; most++) {
    if (!proveBy(proven, atMostMonitor({ kind: 'atMost', most, of, days })).broken) return most;
  }
  return sure;
});
