import type { Company } from './company.ts';
import { type Message, stripeEvent } from './messages.ts';
import { seededBy } from './random.ts';
import { DAY, HOUR } from './time.ts';

export interface CardFailure {
  messages: Message[];
  isStolen: boolean;
  /** When the processor gave up. */
  givenUp?: number;
  /** Unpaid, so the subscription ended. */
  lost: boolean;
}

/** A failing card: the processor retries on its own schedule until it is paid, or gives up. */
export const cardFailure = (company: Company, at: number): CardFailure => {
  const random = seededBy(company.customer, 'declined');
  const decline = random.pick(declines);
  const invoice = {
    ...invoiceOf(company, at, 'subscription_cycle'),
    hosted_invoice_url: `https://pay.example/${company.id}/${at}`,
  };
  const retries = [3, 5, 7];
  const isStolen = decline === 'stolen_card';
  const givenUp = at + 7 * DAY;
  const succeeds = random.chance(0.5) ? random.between(1, retries.length) : undefined;
  const messages: Message[] = [declined(company, invoice.amount_due, decline, at), failed(invoice, 1, at, retries[0])];
  for (const [index, day] of retries.entries()) {
    const when = at + day * DAY;
    if (index + 1 === succeeds) return { messages: [...messages, paid(invoice, when)], isStolen, lost: false };
    messages.push(failed(invoice, index + 2, when, retries[index + 1] && retries[index + 1]));
  }
  if (random.chance(0.6))
    return { messages: [...messages, paid(invoice, at + 10 * DAY + 5 * HOUR)], isStolen, givenUp, lost: false };
  const end = at + 21 * DAY;
  return {
    messages: [...messages, stripeEvent('invoice.marked_uncollectible', end - HOUR, invoice), canceled(company, end)],
    isStolen,
    givenUp,
    lost: true,
  };
};

export const subscribed = (company: Company, at: number): Message =>
  stripeEvent('customer.subscription.created', at, { ...subscriptionOf(company, at, { since: at }), status: 'active' });

export const trialing = (company: Company, at: number, days: number): Message =>
  stripeEvent('customer.subscription.created', at, {
    ...subscriptionOf(company, at),
    status: 'trialing',
    trial_end: Math.floor(at / 1000) + days * 86_400,
  });

export const trialBecomesPaid = (company: Company, at: number): Message =>
  stripeEvent(
    'customer.subscription.updated',
    at,
    { ...subscriptionOf(company, at), status: 'active' },
    { status: 'trialing' },
  );

export const cancelScheduled = (company: Company, at: number): Message =>
  stripeEvent(
    'customer.subscription.updated',
    at,
    { ...subscriptionOf(company, at), status: 'active', cancel_at_period_end: true },
    { cancel_at_period_end: false },
  );

export const cancelUnscheduled = (company: Company, at: number): Message =>
  stripeEvent(
    'customer.subscription.updated',
    at,
    { ...subscriptionOf(company, at), status: 'active', cancel_at_period_end: false },
    { cancel_at_period_end: true },
  );

/** A former customer's new subscription. */
export const subscribedAgain = (company: Company, at: number): Message =>
  stripeEvent('customer.subscription.created', at, {
    ...subscriptionOf(company, at, { since: at }),
    id: `sub_${company.id}-again`,
    status: 'active',
  });

export const canceled = (company: Company, at: number): Message =>
  stripeEvent('customer.subscription.deleted', at, { ...subscriptionOf(company, at), status: 'canceled' });

export const renewalPaid = (company: Company, at: number): Message =>
  paid(invoiceOf(company, at, 'subscription_cycle'), at);

/** Yearly contracts are paid monthly. */
const monthFrom = (at: number) => ({
  object: 'list',
  data: [{ period: { start: Math.floor(at / 1000), end: Math.floor(at / 1000) + 30 * 86_400 } }],
});

/** More seats in the middle of a term. */
export const seatsBought = (company: Company, seats: number, at: number): Message =>
  stripeEvent(
    'customer.subscription.updated',
    at,
    { ...subscriptionOf({ ...company, seats, arr: (company.arr * seats) / company.seats }, at), status: 'active' },
    { quantity: company.seats },
  );

/** Sent in the card's last month. */
export const cardExpires = (company: Company, at: number): Message =>
  stripeEvent('customer.source.expiring', at, cardOf(company, at));

/** The new card is good for three years more. */
export const cardReplaced = (company: Company, at: number): Message =>
  stripeEvent('payment_method.attached', at, cardOf(company, at + 3 * 365 * DAY));

const declines = [
  'insufficient_funds',
  'insufficient_funds',
  'do_not_honor',
  'expired_card',
  'authentication_required',
  'stolen_card',
] as const;

const declined = (company: Company, amount: number, code: string, at: number): Message =>
  stripeEvent('payment_intent.payment_failed', at - 2_000, {
    id: `pi_${company.id}_${at}`,
    object: 'payment_intent',
    customer: company.customer,
    amount,
    currency: company.currency,
    last_payment_error: { code: 'card_declined', decline_code: code },
  });

const failed = (invoice: Record<string, unknown>, attempt: number, at: number, retryAfterDays?: number): Message =>
  stripeEvent('invoice.payment_failed', at, {
    ...invoice,
    status: 'open',
    attempt_count: attempt,
    next_payment_attempt: retryAfterDays === undefined ? null : Math.floor(at / 1000) + retryAfterDays * 86_400,
  });

const paid = (invoice: Record<string, unknown>, at: number): Message =>
  stripeEvent('invoice.paid', at, {
    ...invoice,
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    next_payment_attempt: null,
  });

const cardOf = (company: Company, at: number) => {
  const date = new Date(at);
  return {
    id: `pm_${company.id}_${date.getUTCFullYear()}`,
    object: 'payment_method',
    type: 'card',
    customer: company.customer,
    card: { exp_month: date.getUTCMonth() + 1, exp_year: date.getUTCFullYear() },
  };
};

const invoiceOf = (company: Company, at: number, reason: string) => ({
  id: `in_${company.id.replaceAll('-', '')}${Math.floor(at / DAY)}`,
  object: 'invoice',
  customer: company.customer,
  currency: company.currency,
  amount_due: Math.round((company.arr * 100) / 12),
  billing_reason: reason,
  lines: monthFrom(at),
  collection_method: 'charge_automatically',
  parent: { type: 'subscription_details', subscription_details: { subscription: `sub_${company.id}`, metadata: {} } },
});

/** Price of a year's contract by the month: for each seat, or as a whole. A raise changes it; a coupon takes a share off. */
export interface Terms {
  raisePercent?: number;
  percentOff?: number;
  /** When it began, if that was before the sample. */
  since?: number;
}

/** The cycle's invoice of a customer of long ago, by which Stripe tells of the subscription, too. */
export const runningSubscription = (company: Company, at: number): Message =>
  stripeEvent(
    'customer.subscription.updated',
    at,
    {
      ...subscriptionOf(company, at, { since: at - seededBy(company.customer, 'since').between(200, 1_400) * DAY }),
      status: 'active',
    },
    { latest_invoice: `in_${company.id.replaceAll('-', '')}before` },
  );

/** At the renewal most prices stay; some are raised, and some customers ask for a discount. */
export const renewedTerms = (company: Company, at: number): Message[] => {
  const random = seededBy(company.customer, 'terms');
  const isRaised = random.chance(0.4);
  const raisePercent = random.between(3, 9);
  const isDiscounted = random.chance(0.2);
  const percentOff = random.pick([5, 10, 15]);
  if (!isRaised && !isDiscounted) return [];
  const terms = isRaised ? { raisePercent } : { percentOff };
  const before = isRaised ? { items: subscriptionOf(company, at).items } : { discount: null };
  return [
    stripeEvent(
      'customer.subscription.updated',
      at,
      { ...subscriptionOf(company, at, terms), status: 'active' },
      before,
    ),
  ];
};

const priceOf = ({ plan, arr, seats, currency }: Company, raisePercent: number) => ({
  id: `price_${plan}_${currency}`,
  object: 'price',
  currency,
  unit_amount: Math.round((arr * (100 + raisePercent)) / 12 / Math.max(1, seats)),
  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
});

const couponOf = (percent_off: number) => ({
  id: `di_${percent_off}`,
  object: 'discount',
  coupon: { id: `renewal-${percent_off}`, percent_off, duration: 'forever' },
});

const subscriptionOf = (company: Company, at: number, { raisePercent = 0, percentOff, since }: Terms = {}) => ({
  id: `sub_${company.id}`,
  object: 'subscription',
  customer: company.customer,
  currency: company.currency,
  ...(since !== undefined && { start_date: Math.floor(since / 1000) }),
  cancel_at_period_end: false,
  ...(percentOff !== undefined && { discount: couponOf(percentOff) }),
  items: {
    object: 'list',
    data: [
      {
        id: `si_${company.id}`,
        price: priceOf(company, raisePercent),
        ...(company.seats > 0 && { quantity: company.seats }),
        current_period_end: Math.floor(at / 1000) + 365 * 86_400,
      },
    ],
  },
  metadata: {},
});
