import type { Duration } from '../kernel/duration.ts';
import type { EveryStep } from '../steps/every/step.ts';
import type { Anchor } from './anchor.ts';
import { countsBack, isDelay, isNumberedDay, isShare } from './anchor.ts';
import type { Step } from './step.ts';

type Loop = Pick<EveryStep, 'id' | 'at' | 'interval' | 'times' | 'steps'>;

/** The steps of one round of a loop, from 1. */
export const stepsInRound = ({ steps }: Pick<EveryStep, 'steps'>, round: number): Step[] =>
  steps.filter(({ rounds }) => rounds === undefined || rounds.includes(round));

/** Steps of a round that has an anchor: the first of them takes it, unless it has one of its own. */
export const stepsAt = (anchor: Anchor | undefined, steps: readonly Step[]): readonly Step[] | undefined => {
  const [first, ...others] = steps;
  return first && !first.at && anchor ? [{ ...first, at: anchor }, ...others] : undefined;
};

/** Is the loop not anchored to a calendar day, so that its rounds count from its start? */
export const countsFromBeginning = ({ at, times }: Loop): boolean => times > 1 && (!at || isDelay(at));

/** Key under which an enrollment stores the start of such a loop. */
export const beginningOf = ({ id }: Pick<Loop, 'id'>): string => `begin of ${id}`;

/**
 * When a round is due, counted from round 1 at fixed intervals: a held round shifts no later one, and months keep their first
 * day. `since`: the key of the loop's start.
 */
export const anchorOfRound = (loop: Loop, round: number, since = beginningOf(loop)): Anchor | undefined => {
  const { at, interval } = loop;
  if (round === 1) return at;
  const span = { ...interval, amount: (round - 1) * interval.amount };
  if (!at || isDelay(at)) return { kind: 'after', duration: span, since };
  const days = !isShare(at) && !at.plus ? daysIn(span) : undefined;
  if (isNumberedDay(at) && days !== undefined) return { ...at, day: at.day + days };
  if (countsBack(at) && days !== undefined) return { ...at, days: at.days - days };
  return { ...at, plus: [...(at.plus ?? []), span] };
};

const daysIn = ({ unit, amount }: Duration): number | undefined =>
  unit === 'days' ? amount : unit === 'weeks' ? 7 * amount : undefined;
