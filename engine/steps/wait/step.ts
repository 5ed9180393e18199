import type { StepBase } from '../../definition/step-base.ts';
import type { Duration } from '../../kernel/duration.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    wait: WaitStep;
  }
}

export interface WaitStep extends StepBase {
  kind: 'wait';
  duration: Duration;
}
