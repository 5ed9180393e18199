import type { Step } from '../definition/step.ts';

/** A step with its place in the journey. */
export interface StepPlace {
  step: Step;
  /** Position in order of writing, from 0. */
  order: number;
  /** The arms that lead to it, outermost first. */
  inside: readonly { step: Step; arm: string }[];
  /** The steps that may have been done when it begins: those before it on its own path, in any arm. */
  precededBy: ReadonlySet<string>;
}
