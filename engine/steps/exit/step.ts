import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    exit: ExitStep;
  }
  interface TakenKinds {
    exit: ExitStep;
  }
}

export interface ExitStep extends StepBase {
  kind: 'exit';
  reason: string;
}
