import type { JourneySize } from '../definition/journey-size.ts';
import { alarmMeanings } from '../ports/alarms.ts';
import { allMetrics } from '../ports/metrics.ts';
import { functions } from '../wiring/functions.ts';
import { queues } from '../wiring/queues.ts';
import { secrets } from '../wiring/secrets.ts';
import type { CostedDeployment } from './monthly-cost.ts';

/** The billed resources of a deployment with these journeys. */
export const costedDeployment = (journeys: readonly JourneySize[]): CostedDeployment => ({
  journeys,
  metrics: allMetrics.length,
  queues: Object.keys(queues).length,
  secrets: Object.keys(secrets).length,
  alarms: alarmMetrics,
});

/**
 * Metrics with alarms, as in `infra/operations-stack.ts`: one for each function that isn't a step, each schedule and
 * each stream, two for each queue, those of operators' alarms, of mail (bounces, complaints), and of the AWS account
 * (two throttles, executions and their quota).
 */
const alarmMetrics =
  Object.values(functions).reduce(
    (sum, { step, everyHours, stream }) => sum + (step ? 0 : 1) + (everyHours ? 1 : 0) + (stream ? 1 : 0),
    0,
  ) +
  Object.keys(queues).length * 2 +
  Object.keys(alarmMeanings).length +
  2 +
  4;
