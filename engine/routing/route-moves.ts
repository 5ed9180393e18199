import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { Effect, RoutingInput, RoutingReason } from '../account/routing.ts';
import { attributeDate } from '../account/term.ts';
import { statedBy, statingEvents } from '../billing/stated-attributes.ts';
import { countsBack } from '../definition/anchor.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type Instant, type Second, toSecond } from '../kernel/instant.ts';
import { routedLine } from '../tasks/route-lines.ts';
import { dependsOn, dueOf, isHold, movedWait } from './route-waits.ts';

export interface RoutedMoves {
  changes: Change[];
  effects: Effect[];
  reasons: RoutingReason[];
}

/** `before`: the account as it was before the event. */
interface MovesInput extends RoutingInput {
  before: AccountSnapshot;
  /** Whether a hold of touches may have ended with this event. */
  mayRelease: boolean;
}

/** Waits that now end at another time, because their date moved or a hold ended. The snapshot's enrollments are the active ones. */
export const routeMoves = (input: MovesInput): RoutedMoves => {
  const { event, snapshot, now, mayRelease } = input;
  const moved = statingEvents.includes(event.name) ? reanchored(input) : none;
  if (!mayRelease) return moved;
  const holds = snapshot.enrollments.filter(each => {
    const policy = journeyOf(each, input)?.policy;
    return policy !== undefined && isHold(each, snapshot, policy, now);
  });
  const released = holds.map(({ id, wait }) => ({
    kind: 'rewake' as const,
    enrollment: id,
    step: wait?.step ?? '',
    until: toSecond(now),
  }));
  return { ...moved, effects: [...moved.effects, ...released] };
};

const none: RoutedMoves = { changes: [], effects: [], reasons: [] };

/** Records the move on every enrollment that counts from a date that the event moved, so that its next wait knows of it, too. */
const reanchored = (input: MovesInput): RoutedMoves => {
  const { snapshot, now } = input;
  const moved = snapshot.enrollments.filter(enrollment => countsFrom(enrollment, movedDates(input), input));
  const waits = snapshot.enrollments.flatMap(enrollment => moveOf(enrollment, input));
  return {
    changes: [
      ...moved.map(({ id }): Change => ({ kind: 'moved', enrollment: id, at: now })),
      ...waits.filter(({ isNew }) => isNew).map(wait => lineOf(wait, input)),
    ],
    effects: waits.map(({ enrollment, step, to, movedAt }) => ({
      kind: 'rewake',
      enrollment: enrollment.id,
      step,
      until: to,
      ...(movedAt && { movedAt }),
    })),
    reasons: waits.map(({ enrollment, to }) => ({ journey: enrollment.journey, did: 'rescheduled', because: to })),
  };
};

interface Move {
  enrollment: Enrollment;
  step: string;
  from: Second;
  to: Second;
  isNew: boolean;
  movedAt?: Instant;
}

/**
 * The wait itself is compared with its date, so that a repeated event finds a move that an earlier try did not carry
 * out. A hold is left alone unless its date moved.
 */
const moveOf = (enrollment: Enrollment, input: MovesInput): Move[] => {
  const { event, snapshot, before, now } = input;
  const policy = journeyOf(enrollment, input)?.policy;
  if (policy === undefined || !dependsOn(enrollment, statedBy(event))) return [];
  const move = movedWait(enrollment, snapshot, policy, now);
  const isNew = dueOf(enrollment, before, policy) !== dueOf(enrollment, snapshot, policy);
  const isRepeated = (enrollment.movedAt ?? '') >= event.receivedAt;
  if (move === undefined || (!isNew && !isRepeated && isHold(enrollment, snapshot, policy, now))) return [];
  const movedAt = countsFrom(enrollment, movedDates(input), input) ? now : enrollment.movedAt;
  return [{ enrollment, isNew, ...move, ...(movedAt && { movedAt }) }];
};

const lineOf = ({ enrollment, step, from, to }: Move, { now, journeys }: RoutingInput): Change => {
  const { id, account, journey } = enrollment;
  const owner = { account, journey, enrollment: id };
  const entry = { type: 'rescheduled', step, from, to } as const;
  return { kind: 'line', line: routedLine(owner, enrollment, entry, { now, journeys, rank: 8, name: to }) };
};

const movedDates = ({ before, snapshot, dateAttributes }: MovesInput): string[] =>
  dateAttributes.filter(name => attributeDate(name, before.profile) !== attributeDate(name, snapshot.profile));

const countsFrom = (enrollment: Enrollment, attributes: readonly string[], input: RoutingInput): boolean =>
  stepsIn(input.journeys.find(({ id }) => id === enrollment.journey)?.steps ?? []).some(
    ({ at }) => countsBack(at) && attributes.includes(at.attribute),
  ) ||
  (countsBack(enrollment.wait?.wake) && attributes.includes(enrollment.wait.wake.attribute));

/** The journey as it is now: near enough to that of an older version for its policy and dates. */
const journeyOf = ({ journey }: Enrollment, { journeys }: RoutingInput): JourneyDefinition | undefined =>
  journeys.find(({ id }) => id === journey) ?? journeys[0];
