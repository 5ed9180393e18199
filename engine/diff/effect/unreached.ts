import type { Project } from '../../build/build-project.ts';
import { flattenSteps } from '../../journey/flatten-steps.ts';
import type { PlayedSide } from './played-side.ts';

export interface UnreachedStep {
  journey: string;
  step: string;
}

/** Steps that no enrollment reached, of journeys that have enrollments. */
export const unreachedSteps = (
  journeys: Project['journeys'],
  { executions }: Pick<PlayedSide, 'executions'>,
): UnreachedStep[] => {
  const states = Map.groupBy(new Set([...executions.values()].flatMap(({ reached }) => [...reached])), name =>
    name.slice(0, name.indexOf(' ')),
  );
  return journeys.flatMap(({ definition: { id, steps }, machine }) => {
    const entered = states.get(id)?.map(name => stepOf(name.slice(id.length + 1)));
    if (entered === undefined || machine === undefined) return [];
    // Only steps with states of their own: loops have none.
    const steppedOn = new Set(Object.keys(machine.States).map(stepOf));
    return flattenSteps(steps).flatMap(({ step }) =>
      steppedOn.has(step.id) && !entered.includes(step.id) ? [{ journey: id, step: step.id }] : [],
    );
  });
};

/** State names contain their step: `until welcome`, `welcome (2)`. */
const stepOf = (state: string): string => state.replace(/ \(\d+\)$/, '').replace(/^.* /, '');
