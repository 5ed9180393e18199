import type { BillingFields } from '../../../billing/meaning.ts';
import { type Discount, monthlyPrice, priceFields, type RecurringItem } from '../../../billing/monthly-price.ts';
import { amountAt, at, instantAt, listAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';

/**
 * Monthly price of a subscription. Metered prices count as 0; for tiered prices the subscription does not hold the
 * amount. 0 while collection is paused.
 * @see https://docs.stripe.com/api/subscriptions/object
 */
export const stripePrice = (subscription: Payload): BillingFields => {
  const items = itemsOf(subscription).filter(item => !isMetered(item));
  const isPaused = at(subscription, 'pause_collection') != null;
  const mrr = monthlyPrice(items.map(recurring), discountOf(subscription));
  return priceFields({
    mrr: isPaused && mrr !== undefined ? 0 : mrr,
    currency: textAt(subscription, 'currency') ?? items.flatMap(item => textAt(priceOf(item), 'currency') ?? [])[0],
    paidSince: paidSince(subscription),
  });
};

/** Older subscriptions have a single plan, at the top. Items without a price are left out. */
const itemsOf = (subscription: Payload): readonly unknown[] => {
  const items = listAt(subscription, 'items', 'data');
  return (items.length > 0 ? items : [subscription]).filter(item => priceOf(item) !== undefined);
};

const priceOf = (item: unknown): unknown => at(item, 'price') ?? at(item, 'plan');

const isMetered = (item: unknown): boolean =>
  (textAt(priceOf(item), 'recurring', 'usage_type') ?? textAt(priceOf(item), 'usage_type')) === 'metered';

/** `unit_amount_decimal` has fractions of a cent, as text. A plan's members are not in `recurring`. */
const recurring = (item: unknown): RecurringItem => {
  const price = priceOf(item);
  const each = numberAt(price, 'unit_amount') ?? numberAt(price, 'amount');
  const decimal = textAt(price, 'unit_amount_decimal') ?? textAt(price, 'amount_decimal');
  const unit = each ?? (decimal !== undefined && /^\d{1,15}(\.\d{1,12})?$/.test(decimal) ? Number(decimal) : undefined);
  return {
    amount: unit === undefined ? undefined : unit * (amountAt(item, 'quantity') ?? 1),
    interval: textAt(price, 'recurring', 'interval') ?? textAt(price, 'interval'),
    count: numberAt(price, 'recurring', 'interval_count') ?? numberAt(price, 'interval_count'),
  };
};

/**
 * The first coupon that lasts. An unexpanded coupon is only an id, and one for the first invoice does not change the
 * monthly price.
 */
const discountOf = (subscription: Payload): Discount => {
  const discounts = [at(subscription, 'discount'), ...listAt(subscription, 'discounts')];
  const coupons = discounts.map(each => at(each, 'coupon') ?? at(each, 'source', 'coupon'));
  const lasting = coupons.filter(coupon => ['forever', 'repeating'].includes(textAt(coupon, 'duration') ?? ''));
  return { percent: numberAt(lasting[0], 'percent_off'), amount: numberAt(lasting[0], 'amount_off') };
};

/** When paid time began: after the trial, if any; undefined during it. */
const paidSince = (subscription: Payload): string | undefined => {
  const begun = instantAt(subscription, 'start_date');
  const trial = instantAt(subscription, 'trial_end');
  if (begun === undefined || textAt(subscription, 'status') === 'trialing') return undefined;
  return trial !== undefined && trial > begun ? trial : begun;
};
