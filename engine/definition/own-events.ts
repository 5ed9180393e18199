/** Names of Daymark's own events, which journeys may use: its actions, and what payment processors report. */
export const ownEvents = [
  'subscription.started',
  'subscription.changed',
  'subscription.canceled',
  'subscription.ended',
  'subscription.cancel_scheduled',
  'subscription.cancel_unscheduled',
  'trial.ending',
  'trial.ended',
  'invoice.issued',
  'invoice.overdue',
  'invoice.uncollectible',
  'invoice.voided',
  'payment.failed',
  'payment.action_required',
  'payment.recovered',
  'payment.obsolete',
  'payment.succeeded',
  'payment_method.expiring',
  'payment_method.updated',
  'renewal.completed',
  'task.resolved',
  'contact.verified',
  'contact.unsubscribed',
  'contact.subscription_requested',
  'contact.bounced',
  'contact.complained',
  'mail.clicked',
  'signal.fired',
  'signal.cleared',
  'stage.changed',
  'prompt.seen',
  'prompt.clicked',
  'prompt.dismissed',
  'prompt.completed',
  'plan.changed',
  'goal.reached',
  'goal.missed',
  'goal.moved',
] as const;

export type OwnEvent = (typeof ownEvents)[number];

/**
 * Is the name reserved for Daymark's own events? So are all names of a family: with a write key taken from a page an attacker
 * could otherwise trigger a failed-payment mail with a link to a page of theirs.
 */
export const isReserved = (event: string): boolean => families.has(familyOf(event)) || event === 'account.updated';

/** Whether an evaluation creates it at the moment of detection. Events of other sources may arrive late. */
export const isMadeByEvaluation = (event: string): boolean => ['stage.', 'signal.', 'goal.'].includes(familyOf(event));

/** Up to the dot; empty without one. */
const familyOf = (event: string): string => event.slice(0, event.indexOf('.') + 1);

const families = new Set(['daymark.', ...ownEvents.map(familyOf)]);
