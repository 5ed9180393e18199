import type { Attributes, Billing, Subscription } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { later } from './billing-fields.ts';
import { type BillingStep, derived } from './billing-step.ts';
import { priceIn, revenueAfter, revenueBefore } from './revenue-state.ts';
import { isLive, phaseOf, phaseOrder } from './subscription-phase.ts';

/**
 * Joins a subscription event with its known state and the account's other subscriptions. Returns derived events, the
 * most specific first: the last trial ended, the customer left (`subscription.canceled`: no subscription is running),
 * the subscription ended.
 */
export const applySubscription = (billing: Billing, said: DomainEvent): BillingStep => {
  const event = inTodaysWords(said);
  const id = String(event.fields.subscription ?? '');
  const others = billing.subscriptions ?? {};
  const known = ownMember(others, id);
  const told = toldBy(event, known);
  const isEnd = event.name === 'subscription.ended';
  if (known && isOlder(told, known)) {
    const { ran, soldSeats } = told;
    const sticky = { ran, ...(soldSeats && { soldSeats }) };
    const was = { ...known, ...startOf(known, told, event), ...endOf(told, known), ...sticky };
    const after = bounded(billing, { ...others, [id]: was });
    // The event that shows that it ran may arrive after its end; the customer left with that end.
    return {
      billing: after,
      events: [...(known.ran ? [] : leaving(after, event)), ...(isEnd ? [] : [event])],
      revenue: revenueBefore(id, told, known),
    };
  }
  const now = { ...known, ...told, ...startOf(known, told, event), ...endOf(known, told) };
  const after = bounded(billing, { ...others, [id]: now });
  const ends = phaseOf(told.status) === 'ended' && told.ran && (!known || phaseOf(known.status) !== 'ended');
  return {
    billing: after,
    events: [
      ...(endsTrial(known, told, event) && !isOnTrial(after, told.at) ? [derived(event, 'trial.ended')] : []),
      ...(ends ? leaving(after, event) : []),
      ...(isEnd ? (ends ? [event] : []) : returning(billing, after, event, now)),
    ],
    revenue: revenueAfter(id, known, now),
  };
};

/** Maps old event names to current ones: events that waited for their account may be older than a renaming. */
const inTodaysWords = (event: DomainEvent): DomainEvent => {
  const { name, ...fields } = ownMember(olderWords, event.name) ?? { name: event.name };
  return { ...event, name, fields: { ...event.fields, ...fields } };
};

const olderWords: Readonly<Record<string, { name: string } & Record<string, Scalar>>> = {
  'subscription.canceled': { name: 'subscription.ended' },
  'subscription.cancel_scheduled': { name: 'subscription.changed', cancelScheduled: true },
  'subscription.cancel_unscheduled': { name: 'subscription.changed', cancelScheduled: false },
  'trial.ended': { name: 'subscription.observed', before: 'trialing' },
};

const leaving = (billing: Billing, event: DomainEvent): DomainEvent[] => {
  const end = endOfCustomer(billing);
  return end === undefined ? [] : [{ ...derived(event, 'subscription.canceled'), occurredAt: end }];
};

/**
 * A customer who had left has a running subscription again: a new one, or one reported only after the end that it
 * outlives. Whichever event shows it, the subscription starts at that event, but never before that end.
 */
const returning = (before: Billing, after: Billing, event: DomainEvent, { status }: Subscription): DomainEvent[] => {
  const end = endOfCustomer(before);
  if (end === undefined || endOfCustomer(after) !== undefined || phaseOf(status) !== 'running') return [event];
  const start = { ...event, occurredAt: end > event.occurredAt ? end : event.occurredAt };
  return event.name === 'subscription.started' ? [start] : [derived(start, 'subscription.started'), event];
};

/** When the last running subscription ended; undefined while one runs, or if none is known to have run. */
export const endOfCustomer = ({ subscriptions = {}, moreSubscriptions = false }: Billing): Instant | undefined => {
  const all = Object.values(subscriptions);
  if (moreSubscriptions || all.some(({ status }) => isLive(status))) return undefined;
  return all
    .flatMap(({ ran, endedAt }) => (ran && endedAt) || [])
    .sort()
    .at(-1);
};

/** Like `endOfCustomer`, but where the account's status was set later, or no subscription is known, by that status. */
export const endOfAccount = (billing: Billing, { status }: Attributes): Instant | undefined => {
  const end = endOfCustomer(billing);
  const isLater = status !== undefined && end !== undefined && status.at > end;
  if (Object.keys(billing.subscriptions ?? {}).length > 0 && !isLater) return end;
  return status?.value === 'canceled' ? (end ?? status.at) : undefined;
};

const toldBy = ({ name, occurredAt, fields }: DomainEvent, known: Subscription | undefined): Subscription => {
  const { status, plan, seats, endsAt, cancelScheduled } = fields;
  const now = statusIn(name, status, known);
  return {
    status: now,
    at: occurredAt,
    ...(typeof plan === 'string' && { plan }),
    ...((typeof seats === 'number' || seats === null) && { seats }),
    ...((known?.soldSeats || isSome(known?.seats) || isSome(seats)) && { soldSeats: true as const }),
    ...(typeof endsAt === 'string' && { trialEndsAt: endsAt }),
    ...(typeof cancelScheduled === 'boolean' && { cancelScheduled }),
    ...priceIn(fields),
    ...(phaseOf(now) === 'ended' && { endedAt: occurredAt }),
    ran: known?.ran || isLive(now) || (!known && phaseOf(now) === 'ended'),
  };
};

const isSome = (seats: Scalar | undefined): boolean => typeof seats === 'number' && seats > 0;

const statusIn = (name: string, status: unknown, known: Subscription | undefined): string => {
  if (name === 'subscription.ended') return 'canceled';
  // What ran, as a trial too, and expired, has ended. Alone it says that a first payment never came.
  if (status === 'incomplete_expired' && known?.ran) return 'canceled';
  return typeof status === 'string' ? status : (known?.status ?? 'active');
};

/** Of two events at the same instant the one later in the lifecycle wins. */
const isOlder = (told: Subscription, known: Subscription): boolean =>
  told.at < known.at || (told.at === known.at && orderOf(told) < orderOf(known));

const orderOf = ({ status }: Subscription): number => phaseOrder.indexOf(phaseOf(status));

const startOf = (
  known: Subscription | undefined,
  told: Subscription,
  { name, fields }: DomainEvent,
): Pick<Subscription, 'startedAt'> => {
  const wasTrial = known ? phaseOf(known.status) === 'trial' : fields.before === 'trialing';
  const starts = name === 'subscription.started' || (wasTrial && phaseOf(told.status) === 'running');
  if (starts) return { startedAt: later(known?.startedAt, told.at) };
  return known?.startedAt === undefined ? {} : { startedAt: known.startedAt };
};

/** When it ended, by the earlier of two events: an update of a subscription that has ended does not end it again. */
const endOf = (earlier: Subscription | undefined, { endedAt }: Subscription): Pick<Subscription, 'endedAt'> => {
  const end = earlier && phaseOf(earlier.status) === 'ended' ? earlier.endedAt : undefined;
  return endedAt === undefined ? {} : { endedAt: end ?? endedAt };
};

/** Processors report a trial's end a little late. */
const lateEndSeconds = 3600;

/**
 * Does the event end the trial? Judged by the known state; for an unknown subscription, by the event's previous values
 * or its trial end.
 */
const endsTrial = (known: Subscription | undefined, told: Subscription, { fields }: DomainEvent): boolean => {
  const phase = phaseOf(told.status);
  if (phase === 'trial' || phase === 'pending') return false;
  if (known) return phaseOf(known.status) === 'trial';
  if (fields.before !== undefined) return fields.before === 'trialing';
  const { trialEndsAt, at } = told;
  if (trialEndsAt === undefined || plusSeconds(trialEndsAt, lateEndSeconds) < at) return false;
  // Any subscription event may be the first to arrive; an ended subscription may have ended long before its trial would
  // have.
  return phase === 'ended' || trialEndsAt <= at;
};

/** Does the account have an open trial? A trial whose end was never reported expires. */
const isOnTrial = ({ subscriptions = {} }: Billing, at: Instant): boolean =>
  Object.values(subscriptions).some(
    ({ status, trialEndsAt }) => phaseOf(status) === 'trial' && (trialEndsAt === undefined || trialEndsAt > at),
  );

const mostKept = 50;
const daysKept = 90;

/** Limits the stored subscriptions: keeps running ones first, then the newest. */
const bounded = (billing: Billing, all: Readonly<Record<string, Subscription>>): Billing => {
  const newest = Object.values(all).reduce((latest, { at }) => (at > latest ? at : latest), '');
  const oldest = newest === '' ? '' : plusSeconds(newest, -daysKept * 86_400);
  const inOrder = Object.entries(all)
    .filter(([, { status, at }]) => isLive(status) || at >= oldest)
    .sort(([a, one], [b, other]) => {
      if (isLive(one.status) !== isLive(other.status)) return isLive(one.status) ? -1 : 1;
      return one.at === other.at ? (a < b ? -1 : 1) : one.at > other.at ? -1 : 1;
    });
  const isMore = inOrder.slice(mostKept).some(([, { status }]) => isLive(status));
  return {
    ...billing,
    subscriptions: Object.fromEntries(inOrder.slice(0, mostKept).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(isMore && { moreSubscriptions: true }),
  };
};
