import { type Instant, plusSeconds } from '../engine/kernel/instant.ts';
import { type Random, seededBy } from '../engine/sample/random.ts';
import type { Happening } from './random-events.ts';

export type ArrivalFault = 'overtaking' | 'again';

export interface DrawnArrival {
  happening: Happening;
  at: Instant;
  fault?: { kind: ArrivalFault; name: string };
}

export interface ArrivalShares {
  /** Share of bursts whose events arrive in another order. */
  overtaking: number;
  /** Share of events that arrive a second time, up to days later. */
  again: number;
}

/**
 * When events arrive: right after their burst. Only events of one burst overtake each other: an event hours late may
 * rightly find a journey over.
 */
export const arrivalsOf = (
  happenings: readonly Happening[],
  { overtaking, again }: ArrivalShares = { overtaking: 0, again: 0 },
  seed = '',
): DrawnArrival[] =>
  [...Map.groupBy(happenings, burstName)].flatMap(([name, burst]) => {
    const last = burst.at(-1)?.at ?? ''; // no group is empty
    const draw = seededBy(seed, name);
    const order = draw.chance(overtaking) ? shuffled(burst, draw) : burst;
    const arrivals = order.map((happening, nth): DrawnArrival => {
      const overtakes = nth < burst.indexOf(happening);
      return { happening, at: plusSeconds(last, nth + 1), ...(overtakes && { fault: { kind: 'overtaking', name } }) };
    });
    const repeated = burst.flatMap((happening): DrawnArrival[] => {
      if (!draw.chance(again)) return [];
      // Twenty minutes after the burst, or that much days later, when nothing else is due.
      return [{ happening, at: plusSeconds(last, draw.between(0, 5) * 86_400 + 1200), fault: { kind: 'again', name } }];
    });
    return [...arrivals, ...repeated];
  });

export const burstName = ({ account, burst }: Happening): string => `sender ${account}#${burst}`;

const shuffled = (burst: readonly Happening[], draw: Random): Happening[] => {
  const left = [...burst];
  return burst.flatMap(() => left.splice(draw.between(0, left.length - 1), 1));
};
