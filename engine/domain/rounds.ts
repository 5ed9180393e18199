import type { Duration } from './duration.ts';
import type { Anchor, EveryStep, Step } from './step.ts';
import type { Wake } from './step-call.ts';

type Loop = Pick<EveryStep, 'id' | 'at' | 'interval' | 'times' | 'steps'>;

/** The steps of one round of a loop, from 1. */
export const stepsInRound = ({ steps }: Pick<EveryStep, 'steps'>, round: number): Step[] =>
  steps.filter(({ rounds }) => rounds === undefined || rounds.includes(round));

/** Does the loop begin at no day of the calendar, so that its rounds count from when it began? */
export const countsFromBeginning = ({ at, times }: Loop): boolean => times > 1 && (!at || at.kind === 'after');

/** Under what name an enrollment keeps when such a loop began. */
export const beginningOf = ({ id }: Pick<Loop, 'id'>): string => `begin of ${id}`;

/**
 * Where a round stands, from 1: as many intervals after the first as there are rounds between, whatever came of those. So
 * a round that was held moves no other one, and months keep the day that they began on. `since`: the name of its beginning.
 */
export const anchorOfRound = (loop: Loop, round: number, since = beginningOf(loop)): Anchor | undefined => {
  const { at, interval } = loop;
  if (round === 1) return at;
  const span = { ...interval, amount: (round - 1) * interval.amount };
  if (!at || at.kind === 'after') return { kind: 'after', duration: span, since };
  const days = at.kind !== 'share' && !at.plus ? daysIn(span) : undefined;
  if (at.kind === 'day' && days !== undefined) return { ...at, day: at.day + days };
  if (at.kind === 'before' && days !== undefined) return { ...at, days: at.days - days };
  return { ...at, plus: [...(at.plus ?? []), span] };
};

const daysIn = ({ unit, amount }: Duration): number | undefined =>
  unit === 'days' ? amount : unit === 'weeks' ? 7 * amount : undefined;

/** A wait within a round that ends with the round at the latest. */
export const within = (wake: Wake, roundEnds: Wake | undefined): Wake =>
  wake.kind === 'after' && wake.since === undefined && roundEnds ? { ...wake, atMost: roundEnds } : wake;
