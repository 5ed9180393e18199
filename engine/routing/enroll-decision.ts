import type { AccountSnapshot } from '../account/account.ts';
import { accountTimezone } from '../account/account-timezone.ts';
import { byHand, type Enrollment } from '../account/enrollment.ts';
import { enrollmentId } from '../account/enrollment-id.ts';
import type { DomainEvent } from '../account/event.ts';
import { excludedBy } from '../account/precedence.ts';
import type { RoutingInput } from '../account/routing.ts';
import { accountContext } from '../conditions/account-context.ts';
import { holds } from '../conditions/evaluate-condition.ts';
import { wakeAt } from '../definition/calendar.ts';
import { enrollingEvent } from '../definition/enrolled-by.ts';
import { awaitsOf, effectsOf, firstWake } from '../definition/enrollment-plan.ts';
import { heldOutBy } from '../definition/held-out-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { alternativesIn } from '../definition/trigger-events.ts';
import { type Instant, instant, plusSeconds, type Second, toSecond } from '../kernel/instant.ts';
import { wakeContext } from '../steps/step-frame.ts';
import type { Triggered } from '../triggers/trigger-turn.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { keyOfEnrollment, mayReenroll } from './reenroll.ts';

/** Why an event that a journey listens to did not enroll the account. */
export type NotEnrolled =
  | 'enrolled-before'
  /** What Daymark does would begin it again and again. */
  | 'too-often'
  | 'audience'
  | 'ended-before'
  | 'account-deleted'
  | 'too-early'
  | 'date-passed'
  /** Its trigger decided for that day before. */
  | 'decided-before'
  /** It is in a journey that excludes this one. */
  | 'excluded'
  /** As many accounts as may have entered it this hour. */
  | 'full'
  /** An operator closed the journey to new enrollments. */
  | 'closed';

export type EnrollDecision = { enroll: Enrollment } | { not: NotEnrolled };

/** Should the event enroll the account? Nothing when the journey does not look at the event. `snapshot` is as the event left it. */
export const decideEnrollment = (
  journey: JourneyDefinition,
  event: DomainEvent,
  snapshot: AccountSnapshot,
  now: Instant,
  { closed, enrolledBefore }: Pick<RoutingInput, 'closed' | 'enrolledBefore'> = {},
): EnrollDecision | undefined => {
  const trigger = triggered(journey, event, snapshot, now);
  if (trigger === undefined || 'not' in trigger) return trigger;
  const { profile } = snapshot;
  const deleted = profile?.attributes.status?.value === 'deleted';
  if (deleted) return { not: 'account-deleted' };
  const at = trigger.at ?? event.occurredAt;
  if (enrolledBefore?.has(enrollmentId(journey.id, snapshot.account, trigger.key))) return { not: 'enrolled-before' };
  if (!mayEnroll(journey, trigger.key, at, snapshot)) return { not: 'enrolled-before' };
  if (circles(journey.id, event, snapshot, now)) return { not: 'too-often' };
  if (closed?.has(journey.id)) return { not: 'closed' };
  if (excludedBy(journey.id, snapshot.enrollments)) return { not: 'excluded' };
  if (leftBefore(journey, { id: event.id, at }, snapshot)) return { not: 'ended-before' };
  if (journey.audience && !holds(journey.audience, accountContext(snapshot, newest(event, snapshot) ?? now)))
    return { not: 'audience' };
  return { enroll: newEnrollment(journey, { id: event.id, at }, trigger, snapshot, now) };
};

/**
 * Where the windows of an audience end: with the newest event of the kind. The third in 14 days is the third whether it comes a
 * week late, before the second, or from a clock that goes ahead.
 */
const newest = ({ name }: DomainEvent, { usage }: AccountSnapshot): Instant | undefined => usage.of(name).last()?.at;

type KeyedTrigger = Triggered & { key: string };

/** What enrolls, and when it happened. */
interface Happened {
  id: string;
  at: Instant;
}

const triggered = (
  journey: JourneyDefinition,
  event: DomainEvent,
  snapshot: AccountSnapshot,
  now: Instant,
): KeyedTrigger | { not: NotEnrolled } | undefined => {
  const { enroll } = journey;
  if (event.name === 'daymark.enroll') {
    if (event.fields.journey !== journey.id) return undefined;
    const { journey: _, ...fields } = event.fields;
    return { key: keyOfEnrollment(journey.reenroll, { ...event, fields }), event: byHand, fields };
  }
  const found = triggerTurnOf(enroll).triggered(enroll, { journey: journey.id, event, snapshot, now });
  if (found === undefined || 'not' in found) return found;
  return { ...found, key: found.key ?? keyOfEnrollment(journey.reenroll, event) };
};

const mostOwnBeginnings = 3;
const ownMaking: readonly DomainEvent['source'][] = ['daymark', 'ses', 'prompt'];

/** What our own mails, prompts and journeys cause begins a journey three times a day at most, so that nothing goes in circles. */
const circles = (journey: string, { source }: DomainEvent, { enrollments }: AccountSnapshot, now: Instant): boolean => {
  if (!ownMaking.includes(source)) return false;
  const since = plusSeconds(now, -86_400);
  const recent = enrollments.filter(each => each.journey === journey && each.startedAt > since);
  return recent.length >= mostOwnBeginnings;
};

/** A late event is judged by when it happened: it does not enroll an account that was enrolled then, or has been since. */
const mayEnroll = (
  { id, reenroll, policy }: JourneyDefinition,
  key: string,
  at: Instant,
  snapshot: AccountSnapshot,
): boolean => {
  const earlier = snapshot.enrollments.filter(each => each.journey === id);
  if (earlier.some(each => each.key === key)) return false;
  return mayReenroll(reenroll, earlier, {
    at,
    timezone: accountTimezone(snapshot.profile),
    calendar: policy.businessCalendar,
  });
};

/** Did an exit come before its enrollment, or does it hold already? Exits that look at fields are left to their own records. */
const leftBefore = (
  { enroll, exit }: JourneyDefinition,
  event: Happened,
  { profile, usage }: AccountSnapshot,
): boolean => {
  const rules = exitEvents(exit);
  const status = profile?.attributes.status;
  if (enrollingEvent(enroll) === undefined && status?.value === 'canceled' && rules.includes('subscription.canceled'))
    return true;
  const since = instant(toSecond(event.at));
  return rules.some(rule => [0, 1].some(index => (usage.of(rule).nth(since, index)?.id ?? event.id) !== event.id));
};

const exitEvents = (exit: JourneyDefinition['exit']): string[] => [
  ...exit
    .flatMap(alternativesIn)
    .filter(({ where }) => where.length === 0)
    .map(({ event }) => event),
  'Account Deleted',
];

const newEnrollment = (
  journey: JourneyDefinition,
  event: Happened,
  { key, event: name, fields }: KeyedTrigger,
  snapshot: AccountSnapshot,
  now: Instant,
): Enrollment => {
  const heldOut = heldOutBy(snapshot.account, journey);
  const enrollment: Omit<Enrollment, 'until'> = {
    id: enrollmentId(journey.id, snapshot.account, key),
    account: snapshot.account,
    journey: journey.id,
    version: journey.hash,
    key,
    status: 'active',
    anchoredAt: event.at,
    startedAt: now,
    trigger: { event: name, id: event.id, fields },
    exit: journey.exit,
    awaits: awaitsOf(journey),
    ...(heldOut && { heldOut }),
    ...effectsOf(journey, heldOut),
    steps: {},
    seen: {},
  };
  return { ...enrollment, until: firstUntil(journey, enrollment, snapshot, now) };
};

/** When the execution of an enrollment first wakes up, or an empty text. */
export const firstUntil = (
  journey: JourneyDefinition,
  enrollment: Pick<Enrollment, 'anchoredAt' | 'trigger' | 'steps'>,
  snapshot: AccountSnapshot,
  now: Instant,
): Second | '' => {
  const wake = firstWake(journey);
  if (wake === undefined) return '';
  const { anchoredAt } = enrollment;
  return wakeAt(wake, wakeContext(snapshot, enrollment, journey.policy, anchoredAt)) ?? toSecond(now);
};
