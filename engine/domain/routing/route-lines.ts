import type { Enrollment } from '../enrollment.ts';
import type { Instant } from '../instant.ts';
import type { JourneyDefinition } from '../journey-definition.ts';
import { stepOrder } from '../step-order.ts';
import type { TimelineEntry, TimelineLine } from '../timeline.ts';

/** A line about an enrollment that no step writes: it follows the lines of `step` of the same second. */
export const routedLine = (
  enrollment: Pick<Enrollment, 'id' | 'account' | 'journey'>,
  step: string,
  entry: TimelineEntry,
  now: Instant,
  journeys: readonly JourneyDefinition[],
  name = '',
): TimelineLine => {
  const journey = journeys.find(({ id }) => id === enrollment.journey);
  const order = journey ? stepOrder(journey, step) : 0;
  return {
    at: now,
    account: enrollment.account,
    journey: enrollment.journey,
    enrollment: enrollment.id,
    key: `${String(order).padStart(4, '0')}~.${entry.type}.${name}`,
    entry,
  };
};

export const enrolledLine = ({ id, account, journey, trigger }: Enrollment, now: Instant): TimelineLine => ({
  at: now,
  account,
  journey,
  enrollment: id,
  key: '0000.1.0.enrolled.',
  entry: { type: 'enrolled', trigger: trigger.event },
});
