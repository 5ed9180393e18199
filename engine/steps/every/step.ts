import type { Step } from '../../definition/step.ts';
import type { StepBase } from '../../definition/step-base.ts';
import type { Duration } from '../../kernel/duration.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    every: EveryStep;
  }
}

/** Repeats its steps `times` times, `interval` apart. */
export interface EveryStep extends StepBase {
  kind: 'every';
  interval: Duration;
  times: number;
  steps: readonly Step[];
}
