import { measure } from '../asl/measure.ts';
import type { Project } from '../build/build-project.ts';
import { flattenSteps } from '../journey/flatten-steps.ts';
import { functions } from '../wiring/functions.ts';
import { queues } from '../wiring/queues.ts';
import { secrets } from '../wiring/secrets.ts';
import type { Deployment } from './monthly-cost.ts';

/** What a project deploys, as far as it costs. */
export const deploymentOf = ({ journeys }: Pick<Project, 'journeys'>): Deployment => ({
  journeys: journeys.flatMap(({ definition, machine }) =>
    machine
      ? [
          {
            transitions: measure(machine).transitions,
            mails: flattenSteps(definition.steps).filter(({ step }) => step.kind === 'email').length,
          },
        ]
      : [],
  ),
  functions: Object.keys(functions).length,
  queues: Object.keys(queues).length,
  secrets: Object.keys(secrets).length,
});
