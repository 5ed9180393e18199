import type { Step } from '../../definition/step.ts';
import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    experiment: ExperimentStep;
  }
}

/** Splits accounts by a hash of account, journey and step id, so that an account always falls into the same variant. */
export interface ExperimentStep extends StepBase {
  kind: 'experiment';
  /** Weights are whole numbers; `holdout` is the weight of accounts that get none of the variants. */
  variants: readonly { name: string; weight: number; steps: readonly Step[] }[];
  holdout: number;
}
