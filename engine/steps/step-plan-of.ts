import type { Step, StepKind } from '../definition/step.ts';
import * as plans from './plans.ts';
import type { StepFunction, StepPlan } from './step-plan.ts';

/** A kind without a plan is a type error here. */
const stepPlans: { readonly [Kind in StepKind]: StepPlan<Kind> } = plans;

export const stepPlanOf = ({ kind }: Pick<Step, 'kind'>): StepPlan<StepKind> => stepPlans[kind];

/** Kinds of steps that the function carries out. */
export const kindsOf = (name: StepFunction): string[] =>
  Object.entries<StepPlan<never>>(stepPlans).flatMap(([kind, plan]) => (plan.function === name ? [kind] : []));
