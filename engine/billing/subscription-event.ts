import type { BillingFields, Meaning } from './meaning.ts';
import { phaseOf } from './subscription-phase.ts';

/**
 * Events with a subscription's state. `subscription.observed` is for `billing-state.ts` only: it updates the known
 * state, and journeys never see it.
 */
export const subscriptionEvents: readonly string[] = [
  'subscription.started',
  'subscription.changed',
  'subscription.observed',
  'subscription.ended',
  'subscription.canceled',
  'subscription.cancel_scheduled',
  'subscription.cancel_unscheduled',
  'trial.ending',
  'trial.ended',
];

/** The event under this name, unless its status shows that the subscription has ended or never ran. */
export const subscriptionEvent = (
  name: 'subscription.started' | 'subscription.changed' | 'subscription.observed' | 'trial.ending',
  fields: BillingFields,
): Meaning => {
  const phase = typeof fields.status === 'string' ? phaseOf(fields.status) : undefined;
  if (phase === 'ended') return subscriptionEnded(fields);
  return { name: phase === 'pending' ? 'subscription.observed' : name, fields };
};

/** The end of a subscription, even if its status still says otherwise; one that never ran does not end. */
export const subscriptionEnded = (fields: BillingFields): Meaning =>
  typeof fields.status === 'string' && phaseOf(fields.status) === 'pending'
    ? { name: 'subscription.observed', fields }
    : { name: 'subscription.ended', fields: { ...fields, status: 'canceled' } };
