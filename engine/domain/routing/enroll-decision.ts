import type { AccountSnapshot, UsageMark } from '../account.ts';
import { accountContext } from '../account-context.ts';
import { accountTimezone } from '../account-timezone.ts';
import { localDate, plusDays, plusDuration, startOfDay, wakeAt } from '../calendar.ts';
import type { Scalar } from '../condition.ts';
import type { Enrollment } from '../enrollment.ts';
import { awaitsOf, earlyOf, firstWake } from '../enrollment-plan.ts';
import { holds, matches } from '../evaluate-condition.ts';
import type { DomainEvent } from '../event.ts';
import { type Instant, toSecond } from '../instant.ts';
import type { JourneyDefinition, Reenroll } from '../journey-definition.ts';
import { isOver, wakeContext } from '../step-frame.ts';
import type { DateTrigger } from '../trigger.ts';
import { enrollmentId } from './enrollment-id.ts';
import { profileEvents } from './said-attributes.ts';
import { dateOf } from './term.ts';
import { alternativesIn } from './trigger-events.ts';

/** Why an event that a journey looks at enrolled nobody. */
export type NotEnrolled =
  | 'enrolled-before'
  | 'audience'
  | 'ended-before'
  | 'account-deleted'
  | 'too-early'
  | 'date-passed';

export type EnrollDecision = { enroll: Enrollment } | { not: NotEnrolled };

/** Should the event enroll the account? Nothing when the journey does not look at the event. `snapshot` is as the event left it. */
export const decideEnrollment = (
  journey: JourneyDefinition,
  event: DomainEvent,
  snapshot: AccountSnapshot,
  now: Instant,
): EnrollDecision | undefined => {
  const trigger = triggered(journey, event, snapshot, now);
  if (trigger === undefined || 'not' in trigger) return trigger;
  const { profile } = snapshot;
  const deleted = profile?.attributes.status?.value === 'deleted';
  if (deleted) return { not: 'account-deleted' };
  if (!mayEnroll(journey, trigger.key, event, snapshot)) return { not: 'enrolled-before' };
  if (leftBefore(journey, event, snapshot)) return { not: 'ended-before' };
  if (journey.audience && !holds(journey.audience, accountContext(snapshot, now))) return { not: 'audience' };
  return { enroll: newEnrollment(journey, event, trigger, snapshot, now) };
};

interface Triggered {
  key: string;
  /** What the timeline shows. */
  event: string;
  fields: Readonly<Record<string, Scalar>>;
}

const triggered = (
  journey: JourneyDefinition,
  event: DomainEvent,
  snapshot: AccountSnapshot,
  now: Instant,
): Triggered | { not: NotEnrolled } | undefined => {
  const { enroll } = journey;
  if (event.name === 'daymark.enroll') {
    if (event.fields.journey !== journey.id) return undefined;
    const { journey: _, ...fields } = event.fields;
    return { key: keyOf(journey.reenroll, { ...event, fields }), event: 'enroll', fields };
  }
  if (enroll.kind === 'manual') return undefined;
  if (enroll.kind === 'date') return dateReached(enroll, event, snapshot, now);
  if (!matches(enroll, event)) return undefined;
  return { key: keyOf(journey.reenroll, event), event: event.name, fields: event.fields };
};

/** From the start of the trigger's day, in the account's zone, until the date has passed. */
const dateReached = (
  { attribute, days }: DateTrigger,
  event: DomainEvent,
  { profile }: AccountSnapshot,
  now: Instant,
): Triggered | { not: NotEnrolled } | undefined => {
  const asked = event.name === 'daymark.due' && event.fields.attribute === attribute;
  const said = profileEvents.includes(event.name) && (attribute in event.fields || 'timezone' in event.fields);
  const date = dateOf(attribute, profile);
  if (!(asked || said) || date === undefined) return undefined;
  const timezone = accountTimezone(profile);
  if (now < startOfDay(plusDays(date, -days), timezone)) return { not: 'too-early' };
  if (localDate(now, timezone) > date) return { not: 'date-passed' };
  return { key: profile?.terms[attribute] ?? date, event: attribute, fields: { [attribute]: date } };
};

const keyOf = (reenroll: Reenroll, event: DomainEvent): string => {
  if (reenroll.kind === 'never') return 'once';
  const value = reenroll.kind === 'keyed' ? event.fields[reenroll.field] : undefined;
  return value === undefined || value === null ? event.id : String(value);
};

/** A late event is judged by when it happened: it enrolls nobody who was enrolled then, or has been since. */
const mayEnroll = (
  { id, reenroll, policy }: JourneyDefinition,
  key: string,
  event: DomainEvent,
  snapshot: AccountSnapshot,
): boolean => {
  const earlier = snapshot.enrollments.filter(each => each.journey === id);
  if (earlier.some(each => each.key === key)) return false;
  if (reenroll.kind === 'keyed' || reenroll.kind === 'term') return true;
  if (reenroll.kind === 'never') return earlier.length === 0;
  const endedBy = (each: Enrollment): boolean => isOver(each) && (each.endedAt ?? each.startedAt) <= event.occurredAt;
  if (!earlier.every(endedBy)) return false;
  if (reenroll.kind === 'afterEnd') return true;
  const timezone = accountTimezone(snapshot.profile);
  return earlier.every(
    each => plusDuration(each.anchoredAt, reenroll.duration, timezone, policy.businessCalendar) <= event.occurredAt,
  );
};

/** Did an exit come before its enrollment, or does it hold already? Exits that look at fields are left to their own records. */
const leftBefore = (
  { enroll, exit }: JourneyDefinition,
  event: DomainEvent,
  { profile, usage }: AccountSnapshot,
): boolean => {
  const rules = exitEvents(exit);
  const status = profile?.attributes.status;
  if (enroll.kind === 'date' && status?.value === 'canceled' && rules.includes('subscription.canceled')) return true;
  const since = toSecond(event.occurredAt);
  return usage.some(
    (mark: UsageMark) => mark.id !== event.id && rules.includes(mark.event) && toSecond(mark.at) >= since,
  );
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
  event: DomainEvent,
  { key, event: name, fields }: Triggered,
  snapshot: AccountSnapshot,
  now: Instant,
): Enrollment => {
  const enrollment: Omit<Enrollment, 'until'> = {
    id: enrollmentId(journey.id, snapshot.account, key),
    account: snapshot.account,
    journey: journey.id,
    version: journey.hash,
    key,
    status: 'active',
    anchoredAt: event.occurredAt,
    startedAt: now,
    trigger: { event: name, id: event.id, fields },
    exit: journey.exit,
    awaits: awaitsOf(journey),
    early: earlyOf(journey),
    steps: {},
    seen: {},
  };
  const wake = firstWake(journey);
  if (wake === undefined) return { ...enrollment, until: '' };
  const until = wakeAt(wake, wakeContext(snapshot, enrollment, journey.policy, event.occurredAt));
  return { ...enrollment, until: until ?? toSecond(now) };
};
