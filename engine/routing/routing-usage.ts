import type { AccountSnapshot } from '../account/account.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import { type DomainEvent, profileEvent } from '../account/event.ts';
import { stops } from '../account/operator-events.ts';
import { turnsOfStatus } from '../billing/status-turns.ts';
import { subscriptionEvents } from '../billing/subscription-event.ts';
import { earliest } from '../conditions/composite.ts';
import { usageSince } from '../conditions/evaluate-condition.ts';
import { farthest, type LookBack, lookBackOf, startOfLookBack } from '../conditions/look-back.ts';
import { usageToMeasure } from '../conditions/measured-goal.ts';
import type { Stages } from '../definition/catalog.ts';
import { enrollingEvent, listensTo } from '../definition/enrolled-by.ts';
import { earlyOf } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { stageEvents } from '../stages/route-stage.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import { journeysWithSignals } from '../triggers/signal/has-signal.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { deletedEvent } from './route-exits.ts';

/** How far back usage must be read to decide which journeys an event enrolls in and which stage it leads to; undefined if it may do neither. */
export const usageToEnroll = (
  event: DomainEvent,
  journeys: readonly JourneyDefinition[],
  now: Instant,
  stages?: Stages,
): Instant | undefined => {
  const names = namesOf(event);
  const looking = journeys.filter(journey => looksAt(journey, event, names));
  const lookedAt = journeysWithSignals(journeys)
    .filter(({ enroll }) => triggerTurnOf(enroll).mayEnroll(enroll, event, names))
    .map(({ enroll }) => lookBackOfSignal(enroll));
  const enrolling = earliest([event.occurredAt, now]) ?? now;
  const enrollment = { anchoredAt: event.occurredAt, steps: {}, trigger: { event: event.name, fields: event.fields } };
  return earliest([
    startOfLookBack(
      farthest([stages && isStaged(stages, event, names) ? lookBackOfStages(stages) : undefined, ...lookedAt]),
      now,
    ),
    startOfLookBack(farthest(looking.map(lookBackOfAudience)), enrolling),
    // Exits that came before their enrollment are found among the events since then.
    looking.some(({ enroll }) => enrollingEvent(enroll) !== undefined) ? event.occurredAt : undefined,
    ...looking.flatMap(journey => earlyOf(journey)).map(step => usageOf(step, enrollment, now)),
  ]);
};

const isStaged = (stages: Stages, event: DomainEvent, names: readonly string[]): boolean =>
  event.name === evaluateEvent || names.some(name => stageEvents(stages).has(name));

const lookBackOfStages = memoizeByObject(({ rules }: Stages): LookBack => lookBackOf(rules.map(({ when }) => when)));

const lookBackOfAudience = memoizeByObject(({ audience }: JourneyDefinition): LookBack => lookBackOf([audience]));

/** A weekly signal is looked at as of the week's end, and the week before it once more. */
const lookBackOfSignal = memoizeByObject(({ when, rearm, period }: SignalTrigger): LookBack => {
  const lookBack = lookBackOf([when, rearm]);
  return lookBack !== undefined && period ? lookBack + twoWeeks : lookBack;
});

const twoWeeks = 15 * 86_400;

/** How far back usage must be read for the escalations that an event opens early. */
export const usageToEscalate = (
  event: DomainEvent,
  { enrollments }: AccountSnapshot,
  now: Instant,
): Instant | undefined =>
  earliest(
    enrollments
      .filter(each => !isOver(each))
      .flatMap(enrollment =>
        enrollment.early
          .filter(({ early }) => early.some(trigger => listensTo(trigger, namesOf(event))))
          .map(step => usageOf(step, enrollment, now)),
      ),
  );

/** How far back usage must be read for the goals of the enrollments that an event may end. */
export const usageToLeave = (event: DomainEvent, { enrollments }: AccountSnapshot, now: Instant): Instant | undefined =>
  earliest(
    enrollments
      .filter(each => !isOver(each) && each.goal !== undefined && mayLeave(each, event))
      .map(enrollment => usageToMeasure(enrollment, now)),
  );

const mayLeave = (enrollment: Enrollment, event: DomainEvent): boolean =>
  namesOf(event).includes(deletedEvent) ||
  stops(event, enrollment) ||
  enrollment.exit.some(trigger => listensTo(trigger, namesOf(event)));

/** The names of an event, and of those that may be derived from it. */
const namesOf = ({ name, fields = {} }: Pick<DomainEvent, 'name'> & Partial<DomainEvent>): string[] => {
  if (name === 'payment.succeeded') return [name, 'payment.recovered', 'renewal.completed'];
  if (subscriptionEvents.includes(name)) return [name, ...turnsOfSubscription];
  if (name === 'payment.declined' || name === evaluateEvent) return [name, 'payment.failed'];
  if (name === 'invoice.changed') return ['payment.failed', ...namesOf({ name: 'payment.succeeded' })];
  if (name !== profileEvent) return [name];
  return [name, 'renewal.completed', ...(Object.hasOwn(fields, 'status') ? turnsOfStatus : [])];
};

const turnsOfSubscription: readonly string[] = [
  'trial.ended',
  'subscription.canceled',
  'subscription.ended',
  'payment.obsolete',
  'subscription.cancel_scheduled',
  'subscription.cancel_unscheduled',
];

const looksAt = ({ id, enroll }: JourneyDefinition, event: DomainEvent, names: readonly string[]): boolean => {
  if (event.name === 'daymark.enroll') return event.fields.journey === id;
  return triggerTurnOf(enroll).mayEnroll(enroll, event, names);
};

const usageOf = (
  { when, unless, raised, evidence }: EscalateStep,
  enrollment: Pick<Enrollment, 'anchoredAt' | 'steps' | 'trigger'>,
  now: Instant,
): Instant | undefined => usageSince([when, unless, raised?.when], Object.values(evidence), { now, enrollment });
