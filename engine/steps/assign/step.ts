import type { StepBase } from '../../definition/step-base.ts';
import type { Scalar } from '../../kernel/scalar.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    assign: AssignStep;
  }
  interface TakenKinds {
    assign: AssignStep;
  }
}

/** Gives an account an owner out of a pool. One that has an owner of the team keeps it. */
export interface AssignStep extends StepBase {
  kind: 'assign';
  pool: string;
  /** Attributes of the account that are set with it. */
  attributes: Readonly<Record<string, Scalar>>;
}
