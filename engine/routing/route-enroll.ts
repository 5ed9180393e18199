import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Effect, RoutingInput, RoutingReason } from '../account/routing.ts';
import { enrolledLine } from '../tasks/route-lines.ts';
import { decideEnrollment } from './enroll-decision.ts';

export interface RoutedEnrollments {
  enrollments: Enrollment[];
  changes: Change[];
  effects: Effect[];
  reasons: RoutingReason[];
}

/** Enrolls the account in the journeys that the facts trigger; each says why, or why not. */
export const enrollAccount = (
  facts: readonly DomainEvent[],
  { journeys, snapshot, now, closed, enrolledBefore }: RoutingInput,
): RoutedEnrollments => {
  const decisions = journeys.flatMap(journey => {
    const decided = facts.flatMap(
      fact => decideEnrollment(journey, fact, snapshot, now, { closed, enrolledBefore }) ?? [],
    );
    const decision = decided.find(each => 'enroll' in each) ?? decided[0];
    return decision ? [{ journey: journey.id, decision }] : [];
  });
  const enrollments = decisions.flatMap(({ decision }) => ('enroll' in decision ? [decision.enroll] : []));
  return {
    enrollments,
    changes: enrollments.flatMap((enrollment): Change[] => [
      {
        kind: 'enroll',
        enrollment,
        ...(snapshot.retired?.includes(enrollment.journey) && { mayBeRetired: true }),
      },
      { kind: 'line', line: enrolledLine(enrollment, now) },
    ]),
    effects: enrollments.map(enrollment => ({ kind: 'start', enrollment })),
    reasons: decisions.map(({ journey, decision }) =>
      'enroll' in decision
        ? { journey, did: 'enrolled', because: decision.enroll.trigger.event }
        : { journey, did: 'nothing', because: decision.not },
    ),
  };
};

/** Enrollments that an earlier try of this event wrote, and may have died before it started them. */
export const startsOf = (event: DomainEvent, enrollments: readonly Enrollment[]): Effect[] =>
  enrollments
    .filter(
      ({ trigger, steps, wait }) => isBy(event, trigger.id) && wait === undefined && Object.keys(steps).length === 0,
    )
    .map(enrollment => ({ kind: 'start', enrollment }));

const isBy = ({ id }: DomainEvent, trigger: string | undefined): boolean =>
  trigger === id || trigger?.startsWith(`${id}#`) === true;
