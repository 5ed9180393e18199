import type { StepBase } from '../../definition/step-base.ts';
import type { Scalar } from '../../kernel/scalar.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    update: UpdateStep;
  }
  interface TakenKinds {
    update: UpdateStep;
  }
}

export interface UpdateStep extends StepBase {
  kind: 'update';
  attributes: Readonly<Record<string, Scalar>>;
}
