import * as z from 'zod';
import type { JourneySums } from '../counts/journey-sums.ts';
import { interval95 } from '../numbers/wilson.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';

/** `enrolled` is what the five after it add up to. */
export const journeyTotals = z.object({
  enrolled: z.int(),
  running: z.int(),
  completed: z.int(),
  exited: z.int(),
  failed: z.int(),
  heldOut: z.int(),
  /** Of a journey with a goal: how many reached it, of those that ended with a known result. In percent, with its interval at 95 %. */
  goal: z
    .object({ reached: z.int(), measured: z.int(), rate: z.number(), low: z.number(), high: z.number() })
    .exactOptional(),
});

export const totalsShown = ({
  reached,
  measured,
  steps: _,
  ...totals
}: JourneySums): z.output<typeof journeyTotals> => {
  if (measured === 0) return totals;
  const [low, high] = interval95(reached, measured);
  return { ...totals, goal: { reached, measured, rate: (100 * reached) / measured, low, high } };
};

/** `draining`: no new enrollments, those in flight go on. `paused`: it sends nothing. */
export const journeyStates = ['live', 'paused', 'draining', 'unknown'] as const;

export const stateOf = (journey: string, switches: KillSwitches): (typeof journeyStates)[number] => {
  if (switches === 'unknown') return 'unknown';
  if (switches.everything || switches.journeys.has(journey)) return 'paused';
  return switches.closed.has(journey) ? 'draining' : 'live';
};
