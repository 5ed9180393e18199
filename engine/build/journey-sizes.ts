import { measure } from '../asl/measure.ts';
import type { JourneySize } from '../definition/journey-size.ts';
import { flattenSteps } from '../journey/flatten-steps.ts';
import { partsOf } from '../journey/parts-of.ts';
import type { Project } from './build-project.ts';

/** For each journey that compiles: the size of an enrollment on the longest path. */
export const journeySizes = ({ journeys }: Pick<Project, 'journeys'>): JourneySize[] =>
  journeys.flatMap(({ definition, machine }) =>
    machine
      ? [
          {
            journey: definition.id,
            transitions: measure(machine).transitions,
            mails: flattenSteps(definition.steps).filter(({ step }) => partsOf(step).template?.channel === 'email')
              .length,
          },
        ]
      : [],
  );
