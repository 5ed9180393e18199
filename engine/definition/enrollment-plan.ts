import type { EscalateStep } from '../steps/escalate/step.ts';
import * as plans from '../steps/plans.ts';
import type { StepPlan } from '../steps/step-plan.ts';
import type { Await } from './await.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import type { Step, StepKind } from './step.ts';
import type { Wake } from './step-call.ts';
import { isEnrolling, wakeOf } from './wake-of.ts';

/** Events that end waits of the journey. They go onto the enrollment, so that it keeps the version it started with. */
export const awaitsOf = ({ steps }: Pick<JourneyDefinition, 'steps'>): Await[] =>
  stepsIn(steps).flatMap(step => planOf(step).awaits?.(step) ?? []);

/** Escalations that open their task as soon as one of their events happens. */
export const earlyOf = ({ steps }: Pick<JourneyDefinition, 'steps'>): EscalateStep[] =>
  stepsIn(steps).flatMap(step => planOf(step).early?.(step) ?? []);

/** When the execution first wakes up, where it begins with a wait. Its input must then carry `until`. */
export const firstWake = (journey: Pick<JourneyDefinition, 'enroll' | 'steps' | 'policy'>): Wake | undefined => {
  const [first] = journey.steps;
  if (!first) return undefined;
  if (first.at && !isEnrolling(first.at, journey)) return wakeOf(first.at, journey.policy);
  // A guarded step is decided on before anything is waited for.
  return first.when || first.unless
    ? undefined
    : planOf(first).begins?.(first, journey, steps => firstWake({ ...journey, steps }));
};

/** All steps of all arms, in order of writing. */
export const stepsIn = (steps: readonly Step[]): Step[] =>
  steps.flatMap(step => [step, ...(planOf(step).arms?.(step) ?? []).flatMap(stepsIn)]);

const planOf = ({ kind }: Step): StepPlan<StepKind> => stepPlans[kind];

/** A kind without a plan is a type error here. */
const stepPlans: { readonly [Kind in StepKind]: StepPlan<Kind> } = plans;
