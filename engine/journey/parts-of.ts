import { isDelay } from '../definition/anchor.ts';
import type { Step } from '../definition/step.ts';
import { definedFields } from '../kernel/defined-fields.ts';
import { kindOf } from '../steps/kind-of.ts';
import type { StepParts } from '../steps/step-parts.ts';

export const partsOf = (step: Step): StepParts => {
  const own = kindOf(step).parts(step);
  return {
    ...nothing,
    ...own,
    conditions: { ...definedFields({ when: step.when, unless: step.unless }), ...own.conditions },
    durations: { ...(isDelay(step.at) && { after: step.at.duration }), ...own.durations },
  };
};

const nothing: StepParts = {
  arms: [],
  conditions: {},
  values: {},
  triggers: [],
  durations: {},
  attributes: [],
  ends: false,
};
