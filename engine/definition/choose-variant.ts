import { createHash } from 'node:crypto';
import type { ExperimentStep } from '../steps/experiment/step.ts';

export const holdout = 'holdout';

/** The variant of an experiment that an account belongs to, always the same one, or `holdout`. */
export const chooseVariant = (account: string, step: Pick<ExperimentStep, 'id' | 'variants' | 'holdout'>): string => {
  const total = step.variants.reduce((sum, { weight }) => sum + weight, step.holdout);
  if (total === 0) return holdout;
  let place = createHash('sha256').update(`${account}|${step.id}`).digest().readUIntBE(0, 6) % total;
  for (const { name, weight } of step.variants) {
    if (place < weight) return name;
    place -= weight;
  }
  return holdout;
};
