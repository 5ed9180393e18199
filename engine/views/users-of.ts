import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';

/** The steps that send a template. */
export const usersOf = (
  template: string,
  journeys: readonly JourneyDefinition[],
): { journey: string; title: string; step: string }[] =>
  journeys.flatMap(({ id, title, steps }) =>
    stepsIn(steps).flatMap(step =>
      'template' in step && step.template === template ? [{ journey: id, title, step: step.id }] : [],
    ),
  );
