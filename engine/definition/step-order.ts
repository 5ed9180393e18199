import { stepsIn } from './enrollment-plan.ts';
import type { JourneyDefinition } from './journey-definition.ts';

/** Position of a step in its journey in order of writing, from 1; 0 when the journey has none of that id. */
export const stepOrder = ({ steps }: Pick<JourneyDefinition, 'steps'>, id: string): number =>
  stepsIn(steps).findIndex(step => step.id === id) + 1;
