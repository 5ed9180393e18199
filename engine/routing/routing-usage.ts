import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import { stops } from '../account/operator-events.ts';
import { profileEvent } from '../billing/stated-attributes.ts';
import { subscriptionEvents } from '../billing/subscription-event.ts';
import { earliest } from '../conditions/composite.ts';
import { usageSince } from '../conditions/evaluate-condition.ts';
import { usageToMeasure } from '../conditions/measured-goal.ts';
import type { Stages } from '../definition/catalog.ts';
import { enrollingEvent, listensTo } from '../definition/enrolled-by.ts';
import { earlyOf } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { memoize, memoizeByObject } from '../kernel/memoize.ts';
import { stageEvents } from '../stages/route-stage.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import { isOver } from '../steps/step-frame.ts';
import { hasSignal } from '../triggers/signal/has-signal.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { deletedEvent } from './route-exits.ts';

/** How far back usage must be read to decide what an event enrolls and which stage it leads to; nothing for one that does neither. */
export const usageToEnroll = (
  event: DomainEvent,
  journeys: readonly JourneyDefinition[],
  now: Instant,
  stages?: Stages,
): Instant | undefined => {
  const said = saidBy(event);
  return earliest([
    stages && usageToStage(stages, event, now),
    ...journeys.filter(hasSignal).map(({ enroll }) => usageToLook(enroll, event, said, now)),
    ...journeys
      .filter(journey => looksAt(journey, event, said))
      .flatMap(journey => {
        const enrollment = {
          anchoredAt: event.occurredAt,
          steps: {},
          trigger: { event: event.name, fields: event.fields },
        };
        const audience = usageSince([journey.audience], [], { now: earliest([event.occurredAt, now]) ?? now });
        // Exits that came before their enrollment are found among the events since then.
        const exits = enrollingEvent(journey.enroll) ? event.occurredAt : undefined;
        return [audience, exits, ...earlyOf(journey).map(step => usageOf(step, enrollment, now))];
      }),
  ]);
};

const usageToStage = (stages: Stages, event: DomainEvent, now: Instant): Instant | undefined => {
  const isTold = event.name === evaluateEvent || saidBy(event).some(name => stageEvents(stages).has(name));
  return isTold
    ? usageSince(
        stages.rules.map(({ when }) => when),
        [],
        { now },
      )
    : undefined;
};

/** A weekly signal is looked at as of the week's end, and the week before it once more. */
const usageToLook = (
  trigger: SignalTrigger,
  event: DomainEvent,
  said: readonly string[],
  now: Instant,
): Instant | undefined => {
  if (!triggerTurnOf(trigger).mayEnroll(trigger, event, said)) return undefined;
  return usageLookedAt(trigger)(now);
};

/** Many accounts are looked at in the same hour. */
const usageLookedAt = memoizeByObject(({ when, rearm, period }: SignalTrigger) =>
  memoize((now: Instant) => usageSince([when, rearm], [], { now: period ? plusSeconds(now, -twoWeeks) : now }), 100),
);

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
          .filter(({ early }) => early.some(trigger => listensTo(trigger, saidBy(event))))
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
  event.name === deletedEvent ||
  stops(event, enrollment) ||
  enrollment.exit.some(trigger => listensTo(trigger, saidBy(event)));

/** The events that one may turn out to be. */
const saidBy = ({ name }: Pick<DomainEvent, 'name'>): string[] => {
  if (name === 'payment.succeeded') return [name, 'payment.recovered', 'renewal.completed'];
  if (subscriptionEvents.includes(name)) return [name, ...turnsOfSubscription];
  if (name === 'payment.declined' || name === evaluateEvent) return [name, 'payment.failed'];
  if (name === 'invoice.changed') return ['payment.failed', ...saidBy({ name: 'payment.succeeded' })];
  return name === profileEvent ? [name, 'renewal.completed'] : [name];
};

const turnsOfSubscription: readonly string[] = [
  'trial.ended',
  'subscription.canceled',
  'subscription.ended',
  'payment.obsolete',
  'subscription.cancel_scheduled',
  'subscription.cancel_unscheduled',
];

const looksAt = ({ id, enroll }: JourneyDefinition, event: DomainEvent, said: readonly string[]): boolean => {
  if (event.name === 'daymark.enroll') return event.fields.journey === id;
  return triggerTurnOf(enroll).mayEnroll(enroll, event, said);
};

const usageOf = (
  { when, unless, raised, evidence }: EscalateStep,
  enrollment: Pick<Enrollment, 'anchoredAt' | 'steps' | 'trigger'>,
  now: Instant,
): Instant | undefined => usageSince([when, unless, raised?.when], Object.values(evidence), { now, enrollment });
