import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Routing, RoutingInput } from '../account/routing.ts';
import { seatsAfter } from '../account/seats.ts';
import { usageMark } from '../account/usage-mark.ts';
import { turnsOfStatus } from '../billing/status-turns.ts';
import type { NextEvaluation } from '../evaluation/next-evaluation.ts';
import { routeFigures } from '../signals/plan-figures.ts';
import { weeklyFigures } from '../signals/weekly-figures.ts';
import { routePlan } from '../success-plans/route-plan.ts';
import { routeProfile } from './route-profile.ts';

/** The account as the event leaves it, and the events that follow from it. */
export interface Learned extends Pick<Routing, 'changes' | 'derived'>, Pick<NextEvaluation, Figures> {
  /** The event, and those derived from it by the profile. */
  facts: readonly DomainEvent[];
  /** With the account as the event leaves it, but for its tasks, enrollments and evaluation. */
  input: RoutingInput;
}

type Figures = 'goals' | 'health' | 'compared';

/** Undefined if the account is still unknown. */
export const learnEvent = (input: RoutingInput): Learned | undefined => {
  const { event, snapshot } = input;
  const { successPlan } = snapshot;
  const weekly = event.name === evaluateEvent ? weeklyFigures(input) : undefined;
  const withFigures = { ...event, fields: { ...event.fields, ...weekly?.said } };
  const { profile, changes, facts, plan } = routeProfile(withFigures, snapshot.account, snapshot.profile, {
    ...input,
    plan: successPlan && (attributes => routePlan(withFigures, successPlan, attributes, input)),
  });
  if (profile === undefined) return undefined;
  const derived = facts.filter(({ name }) => name !== event.name && countedApart.includes(name));
  const after: RoutingInput = {
    ...input,
    snapshot: {
      ...snapshot,
      profile,
      ...(plan && { successPlan: plan.plan, goals: plan.goals }),
      ...seatsAfter(snapshot.seats, event, input.seats),
      usage: [...derived, ...counted(event)].map(usageMark).reduce((usage, mark) => usage.with(mark), snapshot.usage),
    },
  };
  const figures = routeFigures(after);
  return {
    facts,
    input: after,
    derived,
    changes: [...changes, ...(weekly?.changes ?? []), ...figures.changes],
    goals: plan?.goals,
    health: weekly?.health ?? snapshot.evaluation?.health,
    compared: figures.compared,
  };
};

/** Events that are derived from others and counted like an event of their own. */
const countedApart = [
  'payment.recovered',
  'renewal.completed',
  ...turnsOfStatus,
  'subscription.cancel_scheduled',
  'subscription.cancel_unscheduled',
];

/** That time passed is no usage. */
const counted = (event: DomainEvent): DomainEvent[] => (event.name === evaluateEvent ? [] : [event]);
