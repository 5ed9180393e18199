import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    moveGoal: MoveGoalStep;
  }
  interface TakenKinds {
    moveGoal: MoveGoalStep;
  }
}

/** Moves the day of a goal, in the account's success plan or, without one, as its attribute says. */
export interface MoveGoalStep extends StepBase {
  kind: 'moveGoal';
  goal: string;
  /** The account attribute of its day. */
  target: string;
  /** Days later. */
  days: number;
}
