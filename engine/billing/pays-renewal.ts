import type { Billing, Profile, Subscription } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { dateIn } from '../definition/calendar.ts';
import { daysBetween } from '../definition/dates.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { textIn } from './billing-fields.ts';
import { isLive } from './subscription-phase.ts';

/**
 * A paid cycle invoice renews the contract, unless it is the subscription's first charge, or its own period ends before the
 * renewal date: a yearly contract may be paid by the month.
 */
export const paysRenewal = (event: DomainEvent, { attributes, billing }: Profile): boolean => {
  const { name, occurredAt, fields } = event;
  if (name !== 'payment.succeeded' || fields.reason !== 'subscription_cycle') return false;
  if (isFirstCharge(event, billing, attributes.trialEndsAt?.value)) return false;
  const renewalAt = attributes.renewalAt?.value;
  const { periodStart, periodEnd } = fields;
  if (typeof renewalAt !== 'string') return true;
  const isOther = typeof periodStart === 'string' && severalRun(billing) && !isNear(periodStart, renewalAt, sameDays);
  if (isOther) return false;
  if (typeof periodEnd !== 'string' || periodEnd <= occurredAt) return true;
  return periodEnd.slice(0, 10) > renewalAt.slice(0, 10);
};

/** The billed period begins with the subscription, or with the end of its trial. */
const isFirstCharge = (event: DomainEvent, billing: Billing, trialEndsAt: Scalar | undefined): boolean => {
  const own = subscriptionsOf(event, billing);
  const { periodStart } = event.fields;
  if (typeof periodStart !== 'string') return own.some(({ startedAt }) => isFirstSince(startedAt, event, billing));
  const starts = [...own.flatMap(each => [each.startedAt, each.trialEndsAt]), trialEndsAt];
  return starts.some(start => typeof start === 'string' && isNear(periodStart, start, 1));
};

/** An invoice without a subscription id may belong to any. */
const subscriptionsOf = (event: DomainEvent, { subscriptions = {} }: Billing): Subscription[] => {
  const id = textIn(event, 'subscription');
  return Object.entries(subscriptions).flatMap(([each, subscription]) =>
    id === null || id === each ? [subscription] : [],
  );
};

/** Invoices are kept for 90 days: was none paid since the subscription was first paid for? */
const isFirstSince = (startedAt: Instant | undefined, event: DomainEvent, { invoices }: Billing): boolean => {
  if (startedAt === undefined || event.occurredAt > plusSeconds(startedAt, 90 * 86_400)) return false;
  const id = textIn(event, 'invoice');
  return !Object.entries(invoices).some(
    ([each, { state, at }]) => each !== id && state === 'paid' && at >= startedAt && at < event.occurredAt,
  );
};

/** Of several subscriptions the contract is the one whose period begins on the renewal date. */
const sameDays = 3;

const severalRun = ({ subscriptions = {} }: Billing): boolean =>
  Object.values(subscriptions).filter(({ status }) => isLive(status)).length > 1;

const isNear = (one: Instant, other: string, days: number): boolean => {
  const [from, to] = [dateIn(one, 'UTC'), dateIn(other, 'UTC')];
  return from !== undefined && to !== undefined && Math.abs(daysBetween(from, to)) <= days;
};
