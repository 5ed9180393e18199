import type { AccountSnapshot } from '../account/account.ts';
import type { Evaluation } from '../account/evaluation.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import { journeysThatDecide } from '../triggers/turn-of.ts';

/** The days that triggers have decided for, with those of this event. A journey that is no longer deployed is forgotten. */
export const decidedAfter = (
  { evaluation }: AccountSnapshot,
  journeys: readonly JourneyDefinition[],
  now: ReadonlyMap<string, CalendarDate>,
): Pick<Evaluation, 'decided'> => {
  const days = journeysThatDecide(journeys).flatMap(({ id }): [string, CalendarDate][] => {
    const day = now.get(id) ?? evaluation?.decided?.[id];
    return day === undefined ? [] : [[id, day]];
  });
  return days.length > 0 ? { decided: Object.fromEntries(days) } : {};
};
