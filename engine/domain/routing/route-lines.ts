import type { Enrollment } from '../enrollment.ts';
import type { Instant } from '../instant.ts';
import type { JourneyDefinition } from '../journey-definition.ts';
import { stepOrder } from '../step-order.ts';
import type { TimelineEntry, TimelineLine } from '../timeline.ts';

/** Where a line of routing belongs. */
export interface LinePlace {
  now: Instant;
  journeys: readonly JourneyDefinition[];
  /** What one event does to one enrollment is told in this order. */
  rank: number;
  /** Tells lines of one rank apart. */
  name?: string;
}

/**
 * A line that no step writes. Lines of one second sort by their keys: this one comes after those of the steps that are done, and
 * before those of what follows. Without `enrollment` it is of one that is over, and comes after all of its lines.
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

/** The end of an enrollment by an event: after what its last step may still say, and before what becomes of its tasks. */
export const exitedLine = (
  enrollment: Enrollment,
  reason: string,
  { now, journeys }: Pick<LinePlace, 'now' | 'journeys'>,
): TimelineLine => ({
  at: now,
  account: enrollment.account,
  journey: enrollment.journey,
  enrollment: enrollment.id,
  key: `${orderOf(enrollment.wait?.step ?? lastStep(enrollment), enrollment, journeys)}~.e.exited.`,
  entry: { type: 'exited', reason },
});

export const enrolledLine = ({ id, account, journey, trigger }: Enrollment, now: Instant): TimelineLine => ({
  at: now,
  account,
  journey,
  enrollment: id,
  key: '0000.1.0.enrolled.',
  entry: { type: 'enrolled', trigger: trigger.event },
});

/** Before the step that a wait for time is for, whose keys go on with its iteration; else after the step that was taken last. */
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

/** Steps of a loop are noted with their round: `check-in (2)`. */
const lastStep = ({ steps }: Enrollment): string =>
  (
    Object.entries(steps)
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .at(-1)?.[0] ?? ''
  ).replace(/ \(\d+\)$/, '');
