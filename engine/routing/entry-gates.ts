import type { AccountSnapshot } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import { type Enrollment, enrollmentId, excludedBy } from '../account/enrollment.ts';
import type { EntryRefusal } from '../account/entry-refusal.ts';
import type { DomainEvent } from '../account/event.ts';
import { accountTimezone } from '../account/profile.ts';
import type { RoutingInput, RoutingReason } from '../account/routing.ts';
import { accountContext } from '../conditions/account-context.ts';
import { type EvaluationContext, holds } from '../conditions/evaluate-condition.ts';
import { alternativesIn, enrollingEvent } from '../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type Instant, instant, plusSeconds, toSecond } from '../kernel/instant.ts';
import type { Triggered } from '../triggers/trigger-turn.ts';
import { mayReenroll } from './reenroll.ts';

/** A trigger's answer to an event, with the key of the enrollment. */
export type KeyedTrigger = Triggered & { key: string };

/** An event that triggers a journey, with the account after the event. */
export interface EntryQuestion extends Pick<RoutingInput, 'closed' | 'enrolledBefore'> {
  journey: JourneyDefinition;
  event: DomainEvent;
  trigger: KeyedTrigger;
  snapshot: AccountSnapshot;
  now: Instant;
}

/** A rule for entering a journey. */
export interface EntryGate {
  /** Why an event that fails this rule does not enroll. */
  not:
    | 'account-deleted'
    /** The event is replayed from an archive. */
    | 'told-late'
    | 'enrolled-before'
    /** Daymark's own effects would start it over and over. */
    | 'too-often'
    /** An operator closed the journey to new enrollments. */
    | 'closed'
    /** It is in a journey that excludes this one. */
    | 'excluded'
    | 'ended-before'
    | 'audience';
  passes(question: EntryQuestion): boolean;
}

/** In order: the first rule that fails is the reason. */
export const entryGates: readonly EntryGate[] = [
  { not: 'account-deleted', passes: ({ snapshot: { profile } }) => !isDeleted(profile) },
  { not: 'told-late', passes: question => !enrollsByEvent(question) || daysUntilTold(question) <= mostDaysLate },
  { not: 'enrolled-before', passes: question => mayEnrollAgain(question) },
  { not: 'too-often', passes: question => recentBeginnings(question).length < mostOwnBeginnings },
  { not: 'closed', passes: ({ closed, journey }) => closed?.has(journey.id) !== true },
  { not: 'excluded', passes: ({ journey, snapshot }) => !excludedBy(journey.id, snapshot.enrollments) },
  { not: 'ended-before', passes: question => endingEvent(question) === undefined },
  {
    not: 'audience',
    passes: question =>
      question.journey.audience === undefined || holds(question.journey.audience, entryContext(question)),
  },
];

/** Days that an event may take to arrive and still enroll. */
export const mostDaysLate = 30;

/** Not for a date, a signal or a manual enrollment, which describe the present. */
const enrollsByEvent = ({ journey }: EntryQuestion): boolean => enrollingEvent(journey.enroll) !== undefined;

/** Whole days between the event and its arrival, which for an event that waited for its account precedes its routing. */
export const daysUntilTold = ({ event }: Pick<EntryQuestion, 'event'>): number =>
  Math.floor((Date.parse(event.receivedAt) - Date.parse(event.occurredAt)) / 86_400_000);

/** When the trigger occurred. */
const happenedAt = ({ event, trigger }: EntryQuestion): Instant => trigger.at ?? event.occurredAt;

/**
 * The context in which an audience's condition is evaluated. Its windows end with the newest event of the kind: the third in 14
 * days is the third whether it comes a week late, before the second, or from a clock that goes ahead.
 */
export const entryContext = ({ event, snapshot, now }: EntryQuestion): EvaluationContext =>
  accountContext(snapshot, snapshot.usage.of(event.name).last()?.at ?? now);

/** A late event is judged by when it happened: it does not enroll an account that was enrolled then, or has been since. */
const mayEnrollAgain = (question: EntryQuestion): boolean => {
  const { journey, trigger, snapshot, enrolledBefore } = question;
  const { id, reenroll, policy } = journey;
  if (enrolledBefore?.has(enrollmentId(id, snapshot.account, trigger.key))) return false;
  const earlier = earlierEnrollments(question);
  if (earlier.some(({ key }) => key === trigger.key)) return false;
  return mayReenroll(reenroll, earlier, {
    at: happenedAt(question),
    timezone: accountTimezone(snapshot.profile),
    calendar: policy.businessCalendar,
  });
};

/** The account's enrollments in the journey. */
export const earlierEnrollments = ({ journey, snapshot }: Pick<EntryQuestion, 'journey' | 'snapshot'>): Enrollment[] =>
  snapshot.enrollments.filter(each => each.journey === journey.id);

const mostOwnBeginnings = 3;
const ownMaking: readonly DomainEvent['source'][] = ['daymark', 'ses', 'prompt'];

/**
 * Events caused by our own mails, prompts and journeys begin a journey three times a day at most, so that journeys do not start
 * each other in a circle.
 */
const recentBeginnings = (question: EntryQuestion): Enrollment[] => {
  if (!ownMaking.includes(question.event.source)) return [];
  const since = plusSeconds(question.now, -86_400);
  return earlierEnrollments(question).filter(({ startedAt }) => startedAt > since);
};

/**
 * The exit that came before its enrollment, or that holds already; `at` where it is known. Exits that look at fields are left to
 * their own records.
 */
export const endingEvent = (question: EntryQuestion): { name: string; at?: Instant } | undefined => {
  const { journey, event, snapshot } = question;
  const { profile, usage } = snapshot;
  const rules = exitEvents(journey.exit);
  const status = profile?.attributes.status;
  if (
    enrollingEvent(journey.enroll) === undefined &&
    status?.value === 'canceled' &&
    rules.includes('subscription.canceled')
  )
    return { name: 'subscription.canceled', at: status.at };
  const since = instant(toSecond(happenedAt(question)));
  for (const name of rules) {
    const mark = [0, 1].map(index => usage.of(name).nth(since, index)).find(each => each && each.id !== event.id);
    if (mark) return { name, at: mark.at };
  }
  return undefined;
};

const exitEvents = (exit: JourneyDefinition['exit']): string[] => [
  ...exit
    .flatMap(alternativesIn)
    .filter(({ where }) => where.length === 0)
    .map(({ event }) => event),
  'Account Deleted',
];

/** The journeys that the event would have enrolled the account in if a rule had not refused it. */
export const refusedEntries = (
  { account, name }: DomainEvent & { account: string },
  reasons: readonly RoutingReason[],
  at: Instant,
): EntryRefusal[] =>
  reasons.flatMap(({ journey, did, because }) =>
    journey !== undefined && did === 'nothing' && keepsOut.has(because)
      ? [{ account, journey, gate: because, event: name, at }]
      : [],
  );

const keepsOut: ReadonlySet<string> = new Set([...entryGates.map(({ not }) => not), 'full']);
