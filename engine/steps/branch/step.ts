import type { Condition } from '../../definition/condition.ts';
import type { Step } from '../../definition/step.ts';
import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    branch: BranchStep;
  }
}

/** The first case whose condition holds, else `otherwise`. */
export interface BranchStep extends StepBase {
  kind: 'branch';
  cases: readonly { name: string; condition: Condition; steps: readonly Step[] }[];
  otherwise: readonly Step[];
}
