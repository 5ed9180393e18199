import { nameOneOf } from '../../kernel/did-you-mean.ts';
import { type Count, countEnrollments } from '../../operate/count-enrollments.ts';
import type { Operator } from '../../ports/operator.ts';
import type { KillSwitches } from '../../sending/kill-switches.ts';
import { UserError } from '../user-error.ts';

export interface JourneyNow {
  live: string;
  enrollments: number;
  count: Count;
  switches: Exclude<KillSwitches, 'unknown'>;
  isPaused: boolean;
  isClosed: boolean;
  /** Text for a plan. */
  lines: string[];
}

/** The current state of a deployed journey: its enrollments and switches. @throws UserError if it isn't deployed */
export const describeJourney = async (journey: string, operator: Operator): Promise<JourneyNow> => {
  const live = await operator.liveVersion(journey);
  if (live === undefined) {
    const others = await operator.journeys();
    throw new UserError(
      `no journey "${journey}" is deployed here`,
      others.length > 0 ? nameOneOf(journey, others) : 'deploy the journeys first',
    );
  }
  const [switches, count] = await Promise.all([
    operator.switches.read(operator.clock.now()),
    countEnrollments(operator.activeEnrollments(journey)),
  ]);
  if (switches === 'unknown')
    throw new UserError('the switches could not be read', 'check that you may read and write Parameter Store here');
  const isPaused = switches.journeys.has(journey);
  const isClosed = switches.closed.has(journey);
  const state = [isPaused ? 'paused' : 'running', isClosed ? 'closed to new enrollments' : 'open'].join(', ');
  return {
    live,
    enrollments: count.enrollments,
    count,
    switches,
    isPaused,
    isClosed,
    lines: [`${journey} is ${state}. ${enrollmentsText(count.enrollments)} in it.`, ...steps(count)],
  };
};

export const enrollmentsText = (count: number): string =>
  `${count} ${count === 1 ? 'enrollment is' : 'enrollments are'}`;

const steps = ({ bySteps }: Count): string[] =>
  [...bySteps]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([step, count]) => `  ${String(count).padStart(7)}  ${step ? `waiting for ${step}` : 'in a step at this moment'}`,
    );
