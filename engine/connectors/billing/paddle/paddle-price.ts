import type { BillingFields } from '../../../billing/meaning.ts';
import { monthlyPrice, priceFields, type RecurringItem } from '../../../billing/monthly-price.ts';
import { amountAt, at, listAt, numberAt, type Payload, textAt, timeAt } from '../../../billing/payload.ts';

/**
 * Monthly price of a subscription before discounts, since Paddle sends only a discount's id. Prices are in their own
 * currency, which may differ from the one the customer pays in.
 * @see https://developer.paddle.com/api-reference/subscriptions/overview
 */
export const paddlePrice = (data: Payload): BillingFields => {
  const items = listAt(data, 'items').filter(item => at(item, 'recurring') !== false && isPriced(item));
  const currencies = new Set(items.map(item => textAt(item, 'price', 'unit_price', 'currency_code')));
  const [currency] = currencies;
  const mrr = monthlyPrice(items.map(recurring));
  return priceFields({
    mrr: currencies.size > 1 ? null : mrr,
    currency: currency ?? textAt(data, 'currency_code'),
    paidSince: timeAt(data, 'first_billed_at'),
  });
};

const isPriced = (item: unknown): boolean => at(item, 'price', 'unit_price') !== undefined;

const recurring = (item: unknown): RecurringItem => {
  const each = amountAt(item, 'price', 'unit_price', 'amount');
  return {
    amount: each === undefined ? undefined : each * (numberAt(item, 'quantity') ?? 1),
    interval: textAt(item, 'price', 'billing_cycle', 'interval'),
    count: numberAt(item, 'price', 'billing_cycle', 'frequency'),
  };
};
