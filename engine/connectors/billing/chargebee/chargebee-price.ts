import type { BillingFields } from '../../../billing/meaning.ts';
import { monthlyPrice, priceFields, type RecurringItem } from '../../../billing/monthly-price.ts';
import { instantAt, listAt, numberAt, textAt } from '../../../billing/payload.ts';
import { quantityAt } from './quantity-at.ts';

/**
 * Monthly price of a subscription: Chargebee's own figure, else that of its plan and addons, which share its billing
 * period.
 * @see https://apidocs.chargebee.com/docs/api/subscriptions
 */
export const chargebeePrice = (subscription: unknown): BillingFields => {
  const ofItems = monthlyPrice(itemsOf(subscription).map(item => recurring(item, subscription)));
  const ownFigure = textAt(subscription, 'status') === 'in_trial' ? undefined : numberAt(subscription, 'mrr');
  return priceFields({
    mrr: ownFigure ?? ofItems,
    currency: textAt(subscription, 'currency_code'),
    paidSince: instantAt(subscription, 'activated_at'),
  });
};

interface Item {
  amount: number | undefined;
  each: number | undefined;
  quantity: number | undefined;
}

/**
 * Recurring items: without one-time charges. Before items (product catalog 1.0) a subscription had one plan, with
 * addons.
 */
const itemsOf = (subscription: unknown): Item[] => {
  const items = listAt(subscription, 'subscription_items');
  const old = [
    {
      amount: numberAt(subscription, 'plan_amount'),
      each: numberAt(subscription, 'plan_unit_price'),
      quantity: quantityAt(subscription, 'plan_quantity'),
    },
    ...listAt(subscription, 'addons').map(itemOf),
  ];
  return (items.length > 0 ? items.filter(item => textAt(item, 'item_type') !== 'charge').map(itemOf) : old).filter(
    ({ amount, each }) => amount !== undefined || each !== undefined,
  );
};

const itemOf = (item: unknown): Item => ({
  amount: numberAt(item, 'amount'),
  each: numberAt(item, 'unit_price'),
  quantity: quantityAt(item, 'quantity'),
});

const recurring = ({ amount, each, quantity = 1 }: Item, subscription: unknown): RecurringItem => ({
  amount: amount ?? (each === undefined ? undefined : each * quantity),
  interval: textAt(subscription, 'billing_period_unit'),
  count: numberAt(subscription, 'billing_period'),
});
