import type { ExperimentStep } from '../steps/experiment/step.ts';
import { drawPlace } from './draw-place.ts';
import { holdoutArm } from './holdout-arm.ts';

/** The variant of a journey's experiment that an account belongs to, always the same one, or `holdout`. */
export const chooseVariant = (
  account: string,
  journey: string,
  step: Pick<ExperimentStep, 'id' | 'variants' | 'holdout'>,
): string => {
  const total = step.variants.reduce((sum, { weight }) => sum + weight, step.holdout);
  if (total === 0) return holdoutArm;
  let place = drawPlace(['experiment', journey, step.id, account], total);
  for (const { name, weight } of step.variants) {
    if (place < weight) return name;
    place -= weight;
  }
  return holdoutArm;
};
