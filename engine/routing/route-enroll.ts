import type { Change } from '../account/change.ts';
import { byHand, type Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Effect, RoomAsked, RoutingInput, RoutingReason } from '../account/routing.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { journeysThatDecide, triggerTurnOf } from '../triggers/turn-of.ts';
import { decideEnrollment, type EnrollDecision } from './enroll-decision.ts';

export interface RoutedEnrollments {
  enrollments: Enrollment[];
  changes: Change[];
  effects: Effect[];
  reasons: RoutingReason[];
  roomsNeeded: RoomAsked[];
  /** Journeys that had no room this hour. */
  full: string[];
  entries: DecidedEntry[];
  /** By journey: the day that its trigger has decided for by the facts. */
  decided: ReadonlyMap<string, CalendarDate>;
}

/** The decision of a journey on one of the facts. */
export interface DecidedEntry {
  journey: JourneyDefinition;
  fact: DomainEvent;
  decision: EnrollDecision;
}

/** Enrolls the account in the journeys that the facts trigger; each says why, or why not. */
export const enrollAccount = (facts: readonly DomainEvent[], input: RoutingInput): RoutedEnrollments => {
  const { journeys, snapshot, profileBefore, now, closed, enrolledBefore, rooms } = input;
  const known = { profileBefore, closed, enrolledBefore };
  const decisions = journeys.flatMap(journey => {
    const decided: { fact: DomainEvent; decision: EnrollDecision }[] = [];
    for (const fact of facts) {
      const decision = decideEnrollment(journey, fact, snapshot, now, known);
      if (decision) decided.push({ fact, decision });
    }
    const found = decided.find(each => 'enroll' in each.decision) ?? decided[0];
    if (found === undefined) return [];
    const decision = withRoom(found.decision, journey, rooms);
    return [{ journey, fact: found.fact, decision, room: roomOf(decision, journey) }];
  });
  const enrollments = decisions.flatMap(({ decision }) => ('enroll' in decision ? [decision.enroll] : []));
  return {
    enrollments,
    entries: decisions.map(({ journey, fact, decision }) => ({ journey, fact, decision })),
    changes: enrollments.flatMap((enrollment): Change[] => [
      {
        kind: 'enroll',
        enrollment,
        ...(snapshot.retired?.includes(enrollment.journey) && { mayBeRetired: true }),
      },
      { kind: 'line', line: enrolledLine(enrollment, now) },
    ]),
    effects: enrollments.map(enrollment => ({ kind: 'start', enrollment })),
    roomsNeeded: rooms ? [] : decisions.flatMap(({ room }) => room ?? []),
    decided: decidedBy(facts, new Map(decisions.map(({ journey, decision }) => [journey.id, decision])), input),
    full: decisions.flatMap(({ journey, decision }) =>
      'not' in decision && decision.not === 'full' ? [journey.id] : [],
    ),
    reasons: decisions.map(({ journey: { id: journey }, decision }) =>
      'enroll' in decision
        ? { journey, did: 'enrolled', because: decision.enroll.trigger.event }
        : { journey, did: 'nothing', because: decision.not },
    ),
  };
};

/** The first line of an enrollment. */
const enrolledLine = ({ id, account, journey, trigger, heldOut }: Enrollment, now: Instant): TimelineLine => ({
  at: now,
  account,
  journey,
  enrollment: id,
  key: '0000.1.0.enrolled.',
  entry: { type: 'enrolled', trigger: trigger.event, ...(heldOut && { holdout: heldOut }) },
});

const decidedBy = (
  facts: readonly DomainEvent[],
  decisions: ReadonlyMap<string, EnrollDecision>,
  { journeys, snapshot, profileBefore, now }: RoutingInput,
): ReadonlyMap<string, CalendarDate> =>
  new Map(
    journeysThatDecide(journeys).flatMap(({ id: journey, enroll }) => {
      const { decides } = triggerTurnOf(enroll);
      if (decides === undefined) return [];
      const decision = decisions.get(journey);
      const isIn = decision !== undefined && ('enroll' in decision || decision.not === 'enrolled-before');
      return facts.flatMap((event): [string, CalendarDate][] => {
        const day = decides(enroll, { journey, event, snapshot, profileBefore, now }, isIn);
        return day === undefined ? [] : [[journey, day]];
      });
    }),
  );

/** The room to ask for, where the decision is to enroll by a trigger that admits a number of accounts an hour. */
const roomOf = (decision: EnrollDecision, { id, enroll }: JourneyDefinition): RoomAsked | undefined => {
  const perHour = triggerTurnOf(enroll).perHour?.(enroll);
  if (perHour === undefined || !('enroll' in decision) || decision.enroll.trigger.event === byHand) return undefined;
  return { journey: id, perHour };
};

const withRoom = (
  decision: EnrollDecision,
  journey: JourneyDefinition,
  rooms: RoutingInput['rooms'],
): EnrollDecision => (roomOf(decision, journey) && rooms?.get(journey.id) === false ? { not: 'full' } : decision);

/** Enrollments that an earlier try of this event wrote, and may have died before it started them. */
export const startsOf = (event: DomainEvent, enrollments: readonly Enrollment[]): Effect[] =>
  enrollments
    .filter(
      ({ trigger, steps, wait }) => isBy(event, trigger.id) && wait === undefined && Object.keys(steps).length === 0,
    )
    .map(enrollment => ({ kind: 'start', enrollment }));

const isBy = ({ id }: DomainEvent, trigger: string | undefined): boolean =>
  trigger === id || trigger?.startsWith(`${id}#`) === true;
