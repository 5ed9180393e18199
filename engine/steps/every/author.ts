import type { Step } from '../../definition/step.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import { mustBeWhole } from '../../journey/authoring-error.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { IdsIn, Literal, Named, Unique } from '../../journey/step-ids.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { EveryStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Repeats its steps, `interval` apart. */
    every<Id extends string, const Steps extends readonly Step[]>(
      id: Id & Literal<Id>,
      options: { interval: Duration; times: number; steps: Steps & Unique<Steps> },
    ): Named<EveryStep, Id | IdsIn<Steps>>;
  }
}

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
