import { readsOf } from '../steps/step-outline-of.ts';
import { type Figure, figureCompared, type Value } from './condition.ts';
import { stepsIn } from './enrollment-plan.ts';
import { figureName } from './figure-name.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import type { Step } from './step.ts';

/** The figures that touches of these journeys compare with a median, each once. */
export const figuresOf = (journeys: readonly JourneyDefinition[]): readonly Figure[] => {
  const known = found.get(journeys);
  if (known !== undefined) return known;
  const compared = journeys
    .flatMap(({ steps }) => stepsIn(steps).flatMap(valuesOf))
    .flatMap(value => figureCompared(value) ?? []);
  const figures = [...new Map(compared.map(figure => [figureName(figure), figure])).values()];
  found.set(journeys, figures);
  return figures;
};

/** Does one of the values compare with accounts of the same plan? */
export const hasMedian = (step: Step): boolean => valuesOf(step).some(figureCompared);

/** Every event asks the same journeys. */
const found = new WeakMap<readonly JourneyDefinition[], readonly Figure[]>();

const valuesOf = (step: Step): readonly Value[] => readsOf(step).values ?? [];
