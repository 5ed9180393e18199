import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    enroll: EnrollStep;
  }
  interface TakenKinds {
    enroll: EnrollStep;
  }
}

export interface EnrollStep extends StepBase {
  kind: 'enroll';
  journey: string;
}
