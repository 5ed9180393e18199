import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargebeeEvents } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { chargebeeUnits } from '../../engine/connectors/billing/chargebee/units.ts';
import { paddleEvents } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { paddleUnits } from '../../engine/connectors/billing/paddle/units.ts';
import { stripeEvents } from '../../engine/connectors/billing/stripe/stripe-events.ts';
import { commonUnits, decimalsOf, inCommonUnits } from '../../engine/kernel/minor-units.ts';
import { moneyText, revenueText } from '../../engine/kernel/money.ts';

const now = '2026-03-10T09:00:00.000Z';
const times = { id: 'evt_1', occurredAt: now, receivedAt: now };

/** What each processor sends of 12,500 in a currency, in its own units; and what is not in whole ones, where it has any. */
const table = {
  // https://docs.stripe.com/currencies#minor-units
  stripe: {
    0: 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF',
    2: 'USD EUR GBP HUF TWD ISK UGX COP IDR CHF INR PKR CZK BRL MXN RSD CRC LBP ARS',
    3: 'BHD JOD KWD OMR TND',
  },
  // https://developer.paddle.com/concepts/sell/supported-currencies
  paddle: {
    0: 'CLP JPY KRW VND',
    2: 'USD EUR GBP AUD CAD CHF HKD SGD SEK ARS BRL CNY COP CZK DKK HUF ILS INR MXN NOK NZD PEN PLN RUB THB TRY TWD UAH ZAR',
  },
  // https://www.chargebee.com/docs/supported-currencies.html
  chargebee: {
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
    2: 'USD EUR GBP HUF TWD COP IDR BHD JOD KWD OMR TND CZK INR ARS',
  },
} as const;

const units = { stripe: commonUnits, paddle: paddleUnits, chargebee: chargebeeUnits };

const said = {
  stripe: (amount: number, currency: string) =>
    stripeEvents({
      ...times,
      type: 'invoice.payment_failed',
      object: { object: 'invoice', id: 'in_1', amount_due: amount, currency: currency.toLowerCase() },
    }),
  paddle: (amount: number, currency: string) =>
    paddleEvents({
      ...times,
      type: 'transaction.payment_failed',
      data: { id: 'txn_1', currency_code: currency, details: { totals: { grand_total: String(amount) } } },
    }),
  chargebee: (amount: number, currency: string) =>
    chargebeeEvents({
      ...times,
      type: 'payment_failed',
      content: { invoice: { id: '1', amount_due: amount, total: amount, currency_code: currency } },
    }),
};

const rows = (Object.keys(table) as (keyof typeof table)[]).flatMap(processor =>
  Object.entries(table[processor]).flatMap(([digits, currencies]) =>
    currencies.split(' ').map(currency => ({ processor, currency, digits: Number(digits) })),
  ),
);

/** What a person reads of the failed payment. */
const read = (processor: keyof typeof said, amount: number, currency: string): string => {
  const fields = said[processor](amount, currency)[0]?.fields ?? {};
  return moneyText({ amount: Number(fields.amount), currency: String(fields.currency), unit: 'minor' });
};
const numberIn = (text: string): number => Number(text.replace(/[^\d.-]/g, ''));

describe('an amount', () => {
  test.each(rows)('of $processor in $currency has $digits decimals', ({ processor, currency, digits }) => {
    expect(numberIn(read(processor, 12_500 * 10 ** digits, currency))).toBe(12_500);
    if (digits > 0)
      expect(numberIn(read(processor, 12_500 * 10 ** digits + 5, currency))).toBe(12_500 + 5 / 10 ** digits);
  });

  test('is the same in whatever units it came', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        fc.integer({ min: 0, max: 10 ** 12 }),
        ({ processor, currency }, amount) => {
          const common = inCommonUnits(amount, currency, units[processor]);
          expect(Number.isInteger(common)).toBe(true);
          expect(numberIn(moneyText({ amount: common, currency, unit: 'minor' }))).toBe(
            amount / 10 ** decimalsOf(currency, units[processor]),
          );
        },
      ),
    );
  });

  test.each([
    [490_000, 'usd', '$4,900.00'],
    [5_000, 'jpy', '¥5,000'],
    [1_250_000, 'huf', 'HUF 12,500'],
    [1_250_050, 'huf', 'HUF 12,500.50'],
    [12_500, 'ugx', 'UGX 125'],
    [1_250, 'isk', 'ISK 12.50'],
    [12_345, 'kwd', 'KWD 12.345'],
    [12_000, 'kwd', 'KWD 12.000'],
    [500, 'mga', 'MGA 500'],
    [-1_999, 'eur', '-€19.99'],
    [9_007_199_254_740_991, 'usd', '$90,071,992,547,409.91'],
    [1_999, 'points', '19.99 points'],
  ])('of %i in %s reads %s', (amount, currency, text) => {
    expect(moneyText({ amount, currency, unit: 'minor' }).replaceAll('\u00a0', ' ')).toBe(text);
  });

  test('is written as the reader writes it', () => {
    const text = moneyText({ amount: 1_250_050, currency: 'huf', unit: 'minor' }, 'de');
    expect(text.replaceAll('\u00a0', ' ')).toBe('12.500,50 HUF');
  });

  test('of revenue is in whole units', () => {
    expect([revenueText(24_000), revenueText(19_999.5)]).toEqual(['$24,000', '$19,999.50']);
  });
});
