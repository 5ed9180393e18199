import type { Billing, Profile, Subscription } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { dateIn } from '../definition/calendar.ts';
import { daysBetween } from '../definition/dates.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { textIn } from './billing-fields.ts';
import { isLive } from './subscription-phase.ts';

/**
 * A paid cycle invoice renews the contract, unless it is the subscription's first charge, or its own period ends before
 * the renewal date: a yearly contract may be paid monthly. An invoice without a period renews nothing.
 */
export const paysRenewal = (event: DomainEvent, { attributes, billing }: Profile): boolean => {
  if (!isPaidCycle(event)) return false;
  const { periodStart, periodEnd } = event.fields;
  if (typeof periodStart !== 'string' || typeof periodEnd !== 'string') return false;
  if (isFirstCharge(periodStart, subscriptionsOf(event, billing), attributes.trialEndsAt?.value)) return false;
  const renewalAt = attributes.renewalAt?.value;
  if (typeof renewalAt !== 'string') return true;
  if (severalRun(billing) && !isNear(periodStart, renewalAt, sameDays)) return false;
  return periodEnd.slice(0, 10) > renewalAt.slice(0, 10);
};

/**
 * Is it a paid cycle invoice, or the usage mark of one, without a period, so that it is unknown whether it renews the
 * contract?
 */
export const isOfUnknownPeriod = (event: Pick<DomainEvent, 'name' | 'fields'>): boolean =>
  isPaidCycle(event) && ['periodStart', 'periodEnd'].some(name => typeof event.fields[name] !== 'string');

const isPaidCycle = ({ name, fields }: Pick<DomainEvent, 'name' | 'fields'>): boolean =>
  name === 'payment.succeeded' && fields.reason === 'subscription_cycle';

/** The billed period begins with the subscription, or with the end of its trial. */
const isFirstCharge = (
  periodStart: Instant,
  own: readonly Subscription[],
  trialEndsAt: Scalar | undefined,
): boolean => {
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

/** Tolerance in days: of several subscriptions, the contract is the one whose period begins near the renewal date. */
const sameDays = 3;

const severalRun = ({ subscriptions = {} }: Billing): boolean =>
  Object.values(subscriptions).filter(({ status }) => isLive(status)).length > 1;

const isNear = (one: Instant, other: string, days: number): boolean => {
  const [from, to] = [dateIn(one, 'UTC'), dateIn(other, 'UTC')];
  return from !== undefined && to !== undefined && Math.abs(daysBetween(from, to)) <= days;
};
