import type { AccountSnapshot } from '../account/account.ts';
import { byHand, type Enrollment, enrollmentId } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput } from '../account/routing.ts';
import { wakeAt } from '../definition/calendar.ts';
import { comparedGoal } from '../definition/compared-goal.ts';
import { awaitsOf, effectsOf, firstWake } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { heldOutBy } from '../definition/lots.ts';
import { type Instant, type Second, toSecond } from '../kernel/instant.ts';
import { wakeContext } from '../steps/step-frame.ts';
import type { TriggerInput, TriggerTurn } from '../triggers/trigger-turn.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { type EntryGate, type EntryQuestion, entryGates, type KeyedTrigger } from './entry-gates.ts';
import { keyOfEnrollment } from './reenroll.ts';

/** Why an event that a journey listens to did not enroll the account. */
export type NotEnrolled =
  | EntryGate['not']
  | 'too-early'
  | 'date-passed'
  /** Its trigger has already decided for that day. */
  | 'decided-before'
  /** It has reached its maximum of accounts per hour. */
  | 'full';

export type EnrollDecision = { enroll: Enrollment } | { not: NotEnrolled };

/** Whether the event enrolls the account; undefined if the event does not concern the journey. `snapshot`: as the event left the account. */
export const decideEnrollment = (
  journey: JourneyDefinition,
  event: DomainEvent,
  snapshot: AccountSnapshot,
  now: Instant,
  { profileBefore, ...known }: Pick<RoutingInput, 'profileBefore' | 'closed' | 'enrolledBefore'> = {},
): EnrollDecision | undefined => {
  const trigger = triggeredBy(journey, event, { snapshot, profileBefore, now });
  if (trigger === undefined || 'not' in trigger) return trigger;
  const question: EntryQuestion = { ...known, journey, event, trigger, snapshot, now };
  const shut = entryGates.find(({ passes }) => !passes(question));
  return shut ? { not: shut.not } : { enroll: newEnrollment(question) };
};

type NotTriggered = Extract<ReturnType<TriggerTurn<'date'>['triggered']>, { not: string }>;

/** The trigger's answer to an event, with the key of the enrollment; undefined where the trigger does not listen to the event. */
export const triggeredBy = (
  journey: JourneyDefinition,
  event: DomainEvent,
  known: Pick<TriggerInput, 'snapshot' | 'profileBefore' | 'now'>,
): KeyedTrigger | NotTriggered | undefined => {
  const { enroll } = journey;
  if (event.name === 'daymark.enroll') {
    if (event.fields.journey !== journey.id) return undefined;
    const { journey: _, ...fields } = event.fields;
    return { key: keyOfEnrollment(journey.reenroll, { ...event, fields }), event: byHand, fields };
  }
  const found = triggerTurnOf(enroll).triggered(enroll, { journey: journey.id, event, ...known });
  if (found === undefined || 'not' in found) return found;
  return { ...found, key: found.key ?? keyOfEnrollment(journey.reenroll, event) };
};

const newEnrollment = ({ journey, event, trigger, snapshot, now }: EntryQuestion): Enrollment => {
  const { key, event: name, fields, at: anchoredAt = event.occurredAt } = trigger;
  const heldOut = heldOutBy(snapshot.account, journey);
  const enrollment: Omit<Enrollment, 'until'> = {
    id: enrollmentId(journey.id, snapshot.account, key),
    account: snapshot.account,
    journey: journey.id,
    version: journey.hash,
    key,
    status: 'active',
    anchoredAt,
    startedAt: now,
    trigger: { event: name, id: event.id, fields },
    exit: journey.exit,
    awaits: awaitsOf(journey),
    ...(heldOut && { heldOut }),
    ...comparedGoal(journey),
    ...effectsOf(journey, heldOut),
    steps: {},
    seen: {},
  };
  return { ...enrollment, until: firstUntil(journey, enrollment, snapshot, now) };
};

/** When the enrollment's execution first wakes up, or an empty string. */
export const firstUntil = (
  journey: JourneyDefinition,
  enrollment: Pick<Enrollment, 'anchoredAt' | 'trigger' | 'steps'>,
  snapshot: Pick<AccountSnapshot, 'profile'>,
  now: Instant,
): Second | '' => {
  const wake = firstWake(journey);
  if (wake === undefined) return '';
  const { anchoredAt } = enrollment;
  return wakeAt(wake, wakeContext(snapshot, enrollment, journey.policy, anchoredAt)) ?? toSecond(now);
};
