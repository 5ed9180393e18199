import type { Scalar } from '../condition.ts';
import { definedFields } from '../defined-fields.ts';
import { at, instantAt, listAt, numberAt, type Payload, textAt } from './payload.ts';

export const subscriptionFields = (subscription: Payload): Record<string, Scalar> => {
  const items = listAt(subscription, 'items', 'data');
  const quantities = items.flatMap(item => numberAt(item, 'quantity') ?? []);
  return definedFields({
    subscription: textAt(subscription, 'id'),
    plan: textAt(items[0], 'price', 'lookup_key') ?? textAt(items[0], 'price', 'id') ?? textAt(items[0], 'plan', 'id'),
    seats: quantities.length > 0 ? quantities.reduce((sum, each) => sum + each, 0) : numberAt(subscription, 'quantity'),
    status: textAt(subscription, 'status'),
    endsAt: instantAt(subscription, 'trial_end'),
  });
};

/** A subscription that begins on trial has not started yet; one whose first payment is missing has not either. */
export const createdEvents = (subscription: Payload): string[] => {
  const status = textAt(subscription, 'status') ?? '';
  if (running.includes(status)) return ['subscription.started'];
  return status === 'trialing' ? ['subscription.changed'] : [];
};

/** What an update says by what it replaced. */
export const updatedEvents = (subscription: Payload, previous: unknown): string[] => {
  const status = textAt(subscription, 'status') ?? '';
  const before = textAt(previous, 'status');
  const isOver = status === 'canceled' || status === 'incomplete_expired';
  const events = [
    before === 'trialing' && status !== 'trialing' && 'trial.ended',
    before !== undefined && !running.includes(before) && running.includes(status) && 'subscription.started',
    before !== undefined && isOver && 'subscription.canceled',
    !isOver && scheduled(previous) === false && scheduled(subscription) === true && 'subscription.cancel_scheduled',
    !isOver && scheduled(previous) === true && scheduled(subscription) === false && 'subscription.cancel_unscheduled',
    changes.some(name => at(previous, name) !== undefined) && 'subscription.changed',
    at(previous, 'default_payment_method') !== undefined && 'payment_method.updated',
  ].filter(event => event !== false);
  return before !== undefined && events.length === 0 ? ['subscription.changed'] : events;
};

const running: readonly string[] = ['active', 'past_due', 'unpaid'];
const changes: readonly string[] = ['quantity', 'plan', 'price', 'items'];

/** Is it to end with its term? Either member says so; nothing when neither is there. */
const scheduled = (subscription: unknown): boolean | undefined => {
  const flag = at(subscription, 'cancel_at_period_end');
  const end = at(subscription, 'cancel_at');
  if (flag === undefined && end === undefined) return undefined;
  return flag === true || typeof end === 'number';
};
