import type { Processor } from './processors.ts';

/**
 * Decimal digits of the amounts in a processor's API: its smallest unit may differ from ISO 4217, from how people write
 * amounts, and from other processors. Stripe counts ISK, UGX, HUF and TWD in hundredths; Chargebee has no thousandths.
 * @see https://docs.stripe.com/currencies#minor-units
 * @see https://developer.paddle.com/api-reference/currencies
 * @see https://apidocs.chargebee.com/docs/api/currencies
 */
export const decimalsOf = (currency: string, processor: Processor = 'stripe'): number => {
  const code = currency.toUpperCase();
  if (whole[processor].includes(code)) return 0;
  return thousandths[processor].includes(code) ? 3 : 2;
};

/** Converts to Stripe's units, so that events, templates and conditions count alike for every processor. */
export const inCommonUnits = (amount: number, currency: string, processor: Processor): number =>
  amount * 10 ** (decimalsOf(currency) - decimalsOf(currency, processor));

const codes = (list: string): readonly string[] => list.split(' ');

const whole: Readonly<Record<Processor, readonly string[]>> = {
  stripe: codes('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'),
  paddle: codes('CLP JPY KRW VND'),
  chargebee: codes('BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'),
};

const thousandths: Readonly<Record<Processor, readonly string[]>> = {
  stripe: codes('BHD JOD KWD OMR TND'),
  paddle: [],
  chargebee: [],
};
