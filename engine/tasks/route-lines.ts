import type { Enrollment } from '../account/enrollment.ts';
import type { TimelineEntry, TimelineLine } from '../account/timeline.ts';
import { goalWord } from '../conditions/measured-goal.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { stepOrder } from '../definition/step-order.ts';
import type { Instant } from '../kernel/instant.ts';

/** Where routing lines sort within a second. */
export interface LinePlace {
  now: Instant;
  journeys: readonly JourneyDefinition[];
  /** Order of the lines of one event for one enrollment. */
  rank: number;
  /** Distinguishes lines of equal rank. */
  name?: string;
}

/**
 * A timeline line that routing writes, not a step. Lines of one second sort by key: this one sorts after those of
 * completed steps, and before those of the next ones. Without `enrollment` (it has ended), it sorts after all of that
 * enrollment's lines.
 */
export const routedLine = (
  owner: Pick<TimelineLine, 'account' | 'journey' | 'enrollment'>,
  enrollment: Enrollment | undefined,
  entry: TimelineEntry,
  { now, journeys, rank, name = '' }: LinePlace,
): TimelineLine => {
  const place = enrollment ? placeIn(enrollment, journeys) : '~.z';
  const { account, journey, enrollment: id } = owner;
  return { at: now, account, journey, enrollment: id, key: `${place}${rank}.${entry.type}.${name}`, entry };
};

/** The end of an enrollment by an event: after its last step's lines, and before those of its tasks. */
export const exitedLine = (
  enrollment: Enrollment,
  reason: string,
  { now, journeys, reached }: Pick<LinePlace, 'now' | 'journeys'> & { reached?: boolean },
): TimelineLine => ({
  at: now,
  account: enrollment.account,
  journey: enrollment.journey,
  enrollment: enrollment.id,
  key: `${orderOf(enrollment.wait?.step ?? lastStep(enrollment), enrollment, journeys)}~.e.exited.`,
  entry: { type: 'exited', reason, ...goalWord(reached) },
});

/** A key prefix before the step that a timed wait leads to, else after the last completed step. */
const placeIn = (enrollment: Enrollment, journeys: readonly JourneyDefinition[]): string => {
  const { wait } = enrollment;
  const step = wait?.step ?? lastStep(enrollment);
  const isAhead = wait !== undefined && wait.listens.length === 0;
  return `${orderOf(step, enrollment, journeys)}${isAhead ? '.0.' : '~.a'}`;
};

const orderOf = (step: string, { journey: id }: Enrollment, journeys: readonly JourneyDefinition[]): string => {
  const journey = journeys.find(each => each.id === id);
  return String(journey ? stepOrder(journey, step) : 0).padStart(4, '0');
};

/** The last step without its round, with which steps of a loop are recorded: `check-in (2)`. */
const lastStep = ({ steps }: Enrollment): string =>
  (
    Object.entries(steps)
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .at(-1)?.[0] ?? ''
  ).replace(/ \(\d+\)$/, '');
