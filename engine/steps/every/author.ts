import type { Step } from '../../definition/step.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import { mustBeWhole } from '../../journey/authoring-error.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { EveryStep } from './step.ts';

export interface EveryOptions {
  interval: Duration;
  /** How often; a loop without an end can't be written. */
  times: number;
  steps: readonly Step[];
}

export const every = (id: string, { interval, times, steps }: EveryOptions): EveryStep => {
  const where = `every "${id}"`;
  mustBeWhole(where, '"times"', times, 1);
  return plainData({ kind: 'every', id, interval: checkedDuration(where, interval), times, steps }, where);
};
