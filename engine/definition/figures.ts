import { memoize, memoizeByObject } from '../kernel/memoize.ts';
import { readsOf } from '../steps/step-outline-of.ts';
import { type Figure, figureCompared, type KeyFeatures, type Value } from './condition.ts';
import { stepsIn } from './enrollment-plan.ts';
import { figureName } from './figure-name.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import type { Step } from './step.ts';

/** The figures that touches of these journeys compare with a median, each once. */
export const figuresOf = memoizeByObject((journeys: readonly JourneyDefinition[]): readonly Figure[] => {
  const compared = journeys
    .flatMap(({ steps }) => stepsIn(steps).flatMap(valuesOf))
    .flatMap(value => figureCompared(value) ?? []);
  return [...new Map(compared.map(figure => [figureName(figure), figure])).values()];
});

/** Weeks over which the use of a feature is compared. */
export const featureWeeks = 4;

/** How often a key feature was used lately. */
export const featureFigure = memoize(
  (event: string): Figure => ({
    kind: 'eventCount',
    event,
    window: { kind: 'within', days: 7 * featureWeeks },
  }),
);

/** How often each key feature was used lately: every account of a plan is compared by it. */
export const featureFigures = ({ features }: { features?: KeyFeatures }): readonly Figure[] =>
  features ? figuresOfUse(features) : [];

const figuresOfUse = memoizeByObject((features: KeyFeatures): readonly Figure[] =>
  Object.values(features).map(event => featureFigure(event)),
);

/** Does one of the values compare with accounts of the same plan? */
export const hasMedian = (step: Step): boolean => valuesOf(step).some(figureCompared);

const valuesOf = (step: Step): readonly Value[] => readsOf(step).values ?? [];
