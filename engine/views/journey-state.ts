import * as z from 'zod';
import type { JourneySums } from '../counts/journey-sums.ts';
import { interval95 } from '../numbers/wilson.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';

/** `enrolled` is the sum of the next five. */
export const journeyTotals = z.object({
  enrolled: z.int(),
  running: z.int(),
  completed: z.int(),
  exited: z.int(),
  failed: z.int(),
  heldOut: z.int(),
  /** With a goal: how many reached it, of those with a known result; `rate` in percent with its 95 % interval. */
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

/** `draining`: no new enrollments, active ones continue. `paused`: it sends nothing. */
export const journeyStates = ['live', 'paused', 'draining', 'unknown'] as const;

export const stateOf = (journey: string, switches: KillSwitches): (typeof journeyStates)[number] => {
  if (switches === 'unknown') return 'unknown';
  if (switches.everything || switches.journeys.has(journey)) return 'paused';
  return switches.closed.has(journey) ? 'draining' : 'live';
};
