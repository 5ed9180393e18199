import type { Step } from '../../definition/step.ts';
import type { StepBase } from '../../definition/step-base.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    waitFor: WaitForStep;
  }
}

/** Waits for the first of several events since the step before it. */
export interface WaitForStep extends StepBase {
  kind: 'waitFor';
  first: Readonly<Record<string, EventTrigger>>;
  timeout: Duration;
  /** Steps by the name of the event that came first, or `timeout`. */
  then: Readonly<Record<string, readonly Step[]>>;
}
